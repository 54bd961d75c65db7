using System.Formats.Asn1;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Reads an elliptic-curve private key.</summary>
internal static class EllipticCurveKey
{
    /// <exception cref="CryptographicException">It is no such key, the password does not open it, or it asks for too much work.</exception>
    public static ECDsa Read(PemBlock block, string? password)
    {
        if (block.IsLegacyEncrypted)
        {
            throw new CryptographicException($"is encrypted in the legacy PEM form (Proc-Type: 4,ENCRYPTED). {KeyDerivationRounds.Conversion}");
        }

        string label = block.Label;
        bool encrypted = label == "ENCRYPTED PRIVATE KEY";
        if (encrypted != (password is not null))
        {
            throw new CryptographicException(encrypted
                ? "is encrypted; KeyPassword opens it."
                : "is not encrypted, and KeyPassword was given. Leave the password out, or encrypt the key.");
        }

        byte[] der = block.Decode();
        ECDsa key = ECDsa.Create();
        try
        {
            int read = Import(key, label, der, password);
            return read == der.Length ? key : throw new CryptographicException();
        }
        catch (Exception e) when (e is AsnContentException or (CryptographicException and not KeyDerivationException))
        {
            key.Dispose();
            throw new CryptographicException(encrypted
                ? "is not opened by KeyPassword: it is another one, or the file is damaged."
                : $"holds a PEM block '{label}' that is not one complete elliptic-curve key, as the certificate needs.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static int Import(ECDsa key, string label, byte[] der, string? password)
    {
        int read = 0;
        switch (label)
        {
            case "EC PRIVATE KEY":
                key.ImportECPrivateKey(der, out read);
                break;
            case "PRIVATE KEY":
                key.ImportPkcs8PrivateKey(der, out read);
                break;
            case "ENCRYPTED PRIVATE KEY":
                KeyDerivationLimit.Check(der);
                key.ImportEncryptedPkcs8PrivateKey(password, der, out read);
                break;
        }

        return read;
    }
}
