using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>The private key of a certificate, from the one key block of a PEM file. The certificate says of which kind it is.</summary>
internal static class PrivateKeyFile
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";

    /// <summary>The certificate together with its key.</summary>
    /// <exception cref="CryptographicException">The file holds no such key, it does not belong to the certificate, or the password does not open it.</exception>
    public static X509Certificate2 Join(X509Certificate2 certificate, ReadOnlySpan<byte> content, string? password)
    {
        PemBlock block = KeyBlock(content);
        try
        {
            if (certificate.PublicKey.Oid.Value == EllipticCurve)
            {
                using ECDsa ec = EllipticCurveKey.Read(block, password);
                return certificate.CopyWithPrivateKey(ec);
            }

            if (certificate.PublicKey.Oid.Value == Rsa)
            {
                using RSA rsa = ReadRsa(block.Text, password);
                return certificate.CopyWithPrivateKey(rsa);
            }
        }
        catch (ArgumentException)
        {
            throw new CryptographicException("is not the key of the certificate in CertificateFile; put the two that were made together.");
        }

        throw new CryptographicException("cannot be used: the certificate's key is neither RSA nor elliptic-curve.");
    }

    private static RSA ReadRsa(string pem, string? password)
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(pem, password);
        RSA rsa = RSA.Create();
        rsa.ImportFromPem(key.ExportPem());
        return rsa;
    }

    private static PemBlock KeyBlock(ReadOnlySpan<byte> content)
    {
        if (PemFile.IsDer(content))
        {
            throw new CryptographicException("is not PEM. Convert it: openssl pkey -in key.der -inform DER -out key.pem");
        }

        List<PemBlock> keys = [.. PemFile.Read(content).Where(static block => block.Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))];
        return keys.Count == 1 ? keys[0] : throw new CryptographicException($"holds {keys.Count} private keys; exactly one is needed.");
    }
}

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

/// <summary>Brings a certificate whose key came from PEM into a form that every operating system's TLS can use.</summary>
internal static class UsableCertificate
{
    private static readonly PbeParameters InMemory = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1);

    /// <summary>
    /// Through PKCS#12 and back: Windows' TLS runs in another process and cannot reach a key that was only just imported. Done everywhere, so that
    /// every operating system runs the same code.
    /// </summary>
    /// <param name="joined">Stays the caller's.</param>
    public static X509Certificate2 Of(X509Certificate2 joined)
    {
        string password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        byte[] pfx = joined.ExportPkcs12(InMemory, password);
        try
        {
            // Neither persisted nor ephemeral: Windows removes the key's file with the last handle to it.
            return X509CertificateLoader.LoadPkcs12(pfx, password, X509KeyStorageFlags.DefaultKeySet);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pfx);
        }
    }
}

/// <summary>Looks at how an encrypted key was encrypted (RFC 8018) before .NET's importer works for as long as the file asks.</summary>
internal static class KeyDerivationLimit
{
    /// <exception cref="KeyDerivationException">It is another scheme than PBES2 with PBKDF2, or asks for too many rounds.</exception>
    /// <exception cref="AsnContentException">It is damaged.</exception>
    public static void Check(byte[] der)
    {
        AsnReader algorithm = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        UInt128? rounds = KeyDerivationRounds.Of(algorithm, out string identifier);
        if (rounds is null || identifier != KeyDerivationRounds.Pbkdf2)
        {
            throw new KeyDerivationException($"is encrypted in a way that is not supported ({KeyDerivationRounds.Name(identifier)}); PBES2 with PBKDF2 is. {KeyDerivationRounds.Conversion}");
        }

        if (rounds > KeyDerivationRounds.Maximum)
        {
            throw new KeyDerivationException(
                $"asks for {KeyDerivationRounds.Text(rounds.Value)} rounds of key derivation; at most {KeyDerivationRounds.Maximum} are done. {KeyDerivationRounds.Conversion}");
        }
    }
}

/// <summary>An encrypted key asks for a derivation that is not done. Caught where key files are read.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown in one place.")]
internal sealed class KeyDerivationException(string message) : CryptographicException(message);
