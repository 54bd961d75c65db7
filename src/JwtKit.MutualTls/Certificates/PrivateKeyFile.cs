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
