using System.Formats.Asn1;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>EncryptedPrivateKeyInfo (RFC 5958 section 3), opened with .NET's PBKDF2 and AES.</summary>
/// <remarks>Not with .NET's importer: that derives for as long as the file asks, and imports before the numbers can be judged.</remarks>
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
            return RsaKeyReader.OfPkcs8(Decrypt(scheme, password, encrypted, decrypted), allowSmallExponent);
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

/// <summary>How an encrypted key was encrypted: PBES2 (RFC 8018 section 6.2) with PBKDF2 and AES-CBC.</summary>
/// <param name="Salt">The salt of the derivation.</param>
/// <param name="Iterations">1 to <see cref="KeyDerivationRounds.Maximum"/>.</param>
/// <param name="Hash">The hash of PBKDF2's HMAC.</param>
/// <param name="KeyLength">Of the AES key, in bytes.</param>
/// <param name="InitializationVector">16 bytes.</param>
internal readonly record struct Pbes2(byte[] Salt, int Iterations, HashAlgorithmName Hash, int KeyLength, byte[] InitializationVector)
{
    private const string DefaultHash = "1.2.840.113549.2.7";

    /// <summary>Reads an AlgorithmIdentifier (RFC 8018 appendices A.2 and A.4), and derives nothing.</summary>
    /// <exception cref="CryptographicException">It is another scheme, or asks for too much work.</exception>
    /// <exception cref="AsnContentException">It is damaged.</exception>
    public static Pbes2 Read(AsnReader algorithm)
    {
        RequireKnown(algorithm.ReadObjectIdentifier(), KeyDerivationRounds.Pbes2);
        AsnReader parameters = algorithm.ReadSequence();
        AsnReader derivation = parameters.ReadSequence();
        RequireKnown(derivation.ReadObjectIdentifier(), KeyDerivationRounds.Pbkdf2);
        AsnReader work = derivation.ReadSequence();
        byte[] salt = work.ReadOctetString();
        int iterations = ReadIterations(work);
        int? statedLength = work.HasData && work.PeekTag().HasSameClassAndValue(Asn1Tag.Integer)
            ? work.TryReadInt32(out int stated) ? stated : throw new AsnContentException()
            : null;
        HashAlgorithmName hash = HashOf(work.HasData ? work.ReadSequence().ReadObjectIdentifier() : DefaultHash);
        AsnReader cipher = parameters.ReadSequence();
        int keyLength = KeyLengthOf(cipher.ReadObjectIdentifier());
        byte[] vector = cipher.ReadOctetString();
        return vector.Length == 16 && (statedLength ?? keyLength) == keyLength
            ? new Pbes2(salt, iterations, hash, keyLength, vector)
            : throw new AsnContentException();
    }

    private static int ReadIterations(AsnReader work)
    {
        // A number that does not fit is too large too, or negative.
        bool fits = work.TryReadInt32(out int iterations);
        return !fits || iterations > KeyDerivationRounds.Maximum
            ? throw new CryptographicException(
                $"The encrypted key asks for {(fits ? iterations : "more than 2147483647")} rounds of key derivation; at most {KeyDerivationRounds.Maximum} are done. {KeyDerivationRounds.Conversion}")
            : iterations < 1 ? throw new AsnContentException()
            : iterations;
    }

    private static HashAlgorithmName HashOf(string identifier) => identifier switch
    {
        DefaultHash => HashAlgorithmName.SHA1,
        "1.2.840.113549.2.9" => HashAlgorithmName.SHA256,
        "1.2.840.113549.2.10" => HashAlgorithmName.SHA384,
        "1.2.840.113549.2.11" => HashAlgorithmName.SHA512,
        _ => throw Unsupported(identifier),
    };

    private static int KeyLengthOf(string identifier) => identifier switch
    {
        "2.16.840.1.101.3.4.1.2" => 16,
        "2.16.840.1.101.3.4.1.22" => 24,
        "2.16.840.1.101.3.4.1.42" => 32,
        _ => throw Unsupported(identifier),
    };

    private static void RequireKnown(string identifier, string known)
    {
        if (identifier != known)
        {
            throw Unsupported(identifier);
        }
    }

    private static CryptographicException Unsupported(string identifier) => new(
        $"The key is encrypted in a way that is not supported ({KeyDerivationRounds.Name(identifier)}); PBES2 with PBKDF2 and AES-CBC is. {KeyDerivationRounds.Conversion} "
        + "(for DES and RC2, OpenSSL 3 also needs: -provider legacy -provider default)");
}

/// <summary>The rounds that a password goes through before a key file opens, read without doing any.</summary>
internal static class KeyDerivationRounds
{
    /// <summary>Some seconds of work, for all that one file asks for together. A file may ask for 2^31 and more, which is minutes to hours, before anyone can tell that its password is wrong.</summary>
    public const int Maximum = 10_000_000;

    /// <summary>The openssl command that brings an encrypted key into the form that is read.</summary>
    public const string Conversion = "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem";

    /// <summary>PBES2 (RFC 8018 section 6.2).</summary>
    public const string Pbes2 = "1.2.840.113549.1.5.13";

    /// <summary>PBKDF2 (RFC 8018 section 5.2).</summary>
    public const string Pbkdf2 = "1.2.840.113549.1.5.12";

    private const string Pbes1 = "1.2.840.113549.1.5.";
    private const string Pkcs12Encryption = "1.2.840.113549.1.12.1.";
    private const string Scrypt = "1.3.6.1.4.1.11591.4.11";

    /// <summary>
    /// Those of an AlgorithmIdentifier: PBES2 with PBKDF2 and nothing else within it, PBES1 (RFC 8018 appendix A.3), the schemes of PKCS#12 (RFC 7292 appendix C), or PBKDF2 alone.
    /// A number over 64 bits counts as 2^64.
    /// </summary>
    /// <returns>Null for a scheme that is none of these; <paramref name="identifier"/> names it.</returns>
    /// <exception cref="AsnContentException">It is damaged, or the number is not positive.</exception>
    public static UInt128? Of(AsnReader algorithm, out string identifier)
    {
        identifier = algorithm.ReadObjectIdentifier();
        if (identifier == Pbes2)
        {
            return OfDerivation(algorithm.ReadSequence().ReadSequence(), out identifier);
        }

        return identifier.StartsWith(Pkcs12Encryption, StringComparison.Ordinal) || identifier.StartsWith(Pbes1, StringComparison.Ordinal) ? OfWork(algorithm.ReadSequence()) : null;
    }

    /// <summary>Those of PBKDF2, as it stands within PBES2 and PBMAC1.</summary>
    /// <returns>Null for anything else; <paramref name="identifier"/> names it.</returns>
    /// <exception cref="AsnContentException">It is damaged, or the number is not positive.</exception>
    public static UInt128? OfDerivation(AsnReader algorithm, out string identifier)
    {
        identifier = algorithm.ReadObjectIdentifier();
        return identifier == Pbkdf2 ? OfWork(algorithm.ReadSequence()) : null;
    }

    /// <summary>An INTEGER that is a number of rounds.</summary>
    /// <exception cref="AsnContentException">It is damaged, or not positive.</exception>
    public static UInt128 Read(AsnReader reader)
    {
        ReadOnlySpan<byte> number = reader.ReadIntegerBytes().Span;
        if ((sbyte)number[0] < 0)
        {
            throw new AsnContentException();
        }

        number = number.TrimStart((byte)0);
        if (number.IsEmpty)
        {
            throw new AsnContentException();
        }

        UInt128 rounds = 0;
        foreach (byte next in number.Length > sizeof(ulong) ? [] : number)
        {
            rounds = (rounds << 8) | next;
        }

        return number.Length > sizeof(ulong) ? (UInt128)ulong.MaxValue + 1 : rounds;
    }

    /// <summary>A number of rounds for a message.</summary>
    public static string Text(UInt128 rounds) => rounds > ulong.MaxValue
        ? $"more than {ulong.MaxValue}"
        : rounds.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How a message names a scheme that is not supported.</summary>
    public static string Name(string identifier) => $"{(identifier == Scrypt ? "scrypt, " : string.Empty)}object identifier {identifier}";

    /// <summary>They stand behind the salt.</summary>
    private static UInt128 OfWork(AsnReader work)
    {
        work.ReadEncodedValue();
        return Read(work);
    }
}
