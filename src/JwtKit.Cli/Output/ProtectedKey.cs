using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit.Cli;

/// <summary>Private RSA keys under a password, on the platform's own primitives: encrypted PKCS#8 (RFC 5958) and PFX (RFC 7292).</summary>
internal static class ProtectedKey
{
    /// <summary>PBKDF2 with SHA-256, as often as OWASP advises.</summary>
    private static readonly PbeParameters Protection = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000);

    /// <summary>PEM, labelled <c>ENCRYPTED PRIVATE KEY</c>.</summary>
    /// <param name="key">Private.</param>
    /// <param name="password">Not empty.</param>
    public static string ToPem(Jwk key, string password)
    {
        using RSA rsa = RsaOf(key);
        return rsa.ExportEncryptedPkcs8PrivateKeyPem(password, Protection);
    }

    /// <summary>A PFX file. Keys lie there with certificates, so one is made that the key signs itself, named for its thumbprint and valid for ten years.</summary>
    /// <param name="key">Private.</param>
    /// <param name="password">Not empty.</param>
    /// <param name="now">The start of its validity.</param>
    public static byte[] ToPfx(Jwk key, string password, DateTimeOffset now)
    {
        using RSA rsa = RsaOf(key);
        CertificateRequest request = new("CN=" + key.Thumbprint, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(now, now.AddYears(10));
        return certificate.ExportPkcs12(Protection, password);
    }

    private static RSA RsaOf(Jwk key)
    {
        using RsaPrivateKey privateKey = key.GetPrivateKey();
        RSA rsa = RSA.Create();
        rsa.ImportFromPem(privateKey.ExportPem());
        return rsa;
    }
}
