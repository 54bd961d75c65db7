using System.Formats.Asn1;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>EncryptedPrivateKeyInfo (RFC 5958 section 3), opened with the platform's PBKDF2 and AES.</summary>
/// <remarks>Not with the platform's importer: that derives for as long as the file asks, and imports before the numbers can be judged.</remarks>
internal static class EncryptedPkcs8
{
    private const int BlockLength = 16;

    /// <summary>The private key behind the password.</summary>
    /// <exception cref="CryptographicException">The password is wrong, the scheme is not supported, or the key inside is not acceptable.</exception>
    /// <exception cref="AsnContentException">The bytes are damaged.</exception>
    public static RsaPrivateKey Read(byte[] der, string password, bool allowSmallExponent)
    {
        WellFormedText.Require(password, nameof(password));
        AsnReader outer = new(der, AsnEncodingRules.DER);
        AsnReader info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        Pbes2 scheme = Pbes2.Read(info.ReadSequence());
        byte[] encrypted = info.ReadOctetString();
        info.ThrowIfNotEmpty();
        if (encrypted.Length == 0 || encrypted.Length % BlockLength != 0)
        {
            throw new AsnContentException();
        }

        byte[] decrypted = KeyMemory.Allocate(encrypted.Length);
        try
        {
            return RsaPrivateKeyReader.OfPkcs8(Decrypt(scheme, password, encrypted, decrypted), allowSmallExponent);
        }
        catch (AsnContentException)
        {
            throw WrongPassword();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(decrypted);
        }
    }

    private static ReadOnlyMemory<byte> Decrypt(in Pbes2 scheme, string password, byte[] encrypted, byte[] decrypted)
    {
        byte[] key = KeyMemory.Allocate(scheme.KeyLength);
        try
        {
            Rfc2898DeriveBytes.Pbkdf2(password, scheme.Salt, key, scheme.Iterations, scheme.Hash);
            using Aes aes = Aes.Create();
            aes.SetKey(key);
            int length = aes.DecryptCbc(encrypted, scheme.InitializationVector, decrypted);
            return decrypted.AsMemory(0, length);
        }
        catch (CryptographicException)
        {
            throw WrongPassword();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static CryptographicException WrongPassword() => new(
        "The password does not open the key: it is another one, or the file is damaged. It is taken exactly as given, so a line break at its end counts.");
}
