using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>Brings a certificate whose key came from PEM into a form that every platform's TLS can use.</summary>
internal static class UsableCertificate
{
    private static readonly PbeParameters InMemory = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1);

    /// <summary>
    /// Through PKCS#12 and back: Windows' TLS runs in another process and cannot reach a key that was only just imported. Done everywhere, so that
    /// every platform runs the same code.
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
