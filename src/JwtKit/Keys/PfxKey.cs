using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>The one private key of a PFX file (PKCS#12, RFC 7292).</summary>
internal static class PfxKey
{
    private const int MaximumLength = 1024 * 1024;

    public static RsaPrivateKey Read(ReadOnlySpan<byte> pfx, string? password, bool allowSmallExponent)
    {
        if (pfx.Length > MaximumLength)
        {
            throw new CryptographicException($"The PFX file has {pfx.Length} bytes; at most {MaximumLength} are read.");
        }

        RequireExactLength(pfx);
        X509Certificate2Collection certificates = Load(pfx, password);
        try
        {
            X509Certificate2[] withKey = [.. certificates.Where(static certificate => certificate.HasPrivateKey)];
            return withKey.Length == 1
                ? CertificateKey.PrivateOf(withKey[0], allowSmallExponent)
                : throw new CryptographicException($"The PFX file holds {withKey.Length} certificates with a private key; exactly one is needed.");
        }
        finally
        {
            foreach (X509Certificate2 certificate in certificates)
            {
                certificate.Dispose();
            }
        }
    }

    /// <summary>The platform reads one structure and passes over what follows it.</summary>
    private static void RequireExactLength(ReadOnlySpan<byte> pfx)
    {
        int following = pfx.Length - LengthOf(pfx);
        if (following > 0)
        {
            throw new CryptographicException($"The PFX file has {following} bytes behind its end; nothing may follow. Copy the file again, as it was written.");
        }
    }

    /// <summary>Of the structure at the beginning. What is none is left to the platform to refuse.</summary>
    private static int LengthOf(ReadOnlySpan<byte> pfx)
    {
        try
        {
            AsnDecoder.ReadEncodedValue(pfx, AsnEncodingRules.BER, out _, out _, out int length);
            return length;
        }
        catch (AsnContentException)
        {
            return pfx.Length;
        }
    }

    private static X509Certificate2Collection Load(ReadOnlySpan<byte> pfx, string? password)
    {
        // The platform's own sums are checked against these before anything is derived.
        Pkcs12LoaderLimits limits = new()
        {
            MacIterationLimit = Pbes2.MaximumIterations,
            IndividualKdfIterationLimit = Pbes2.MaximumIterations,
            TotalKdfIterationLimit = Pbes2.MaximumIterations,
        };

        // Ephemeral: the key is written to no store. macOS knows no such keys.
        X509KeyStorageFlags storage = X509KeyStorageFlags.Exportable
            | (OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(pfx, password, storage, limits);
        }
        catch (Pkcs12LoadLimitExceededException)
        {
            throw new CryptographicException(
                $"The PFX file asks for more than {Pbes2.MaximumIterations} rounds of key derivation, or holds more than 200 keys or certificates. "
                + "Write it anew: openssl pkcs12 -in old.pfx -out all.pem, then openssl pkcs12 -export -in all.pem -out new.pfx");
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            throw new CryptographicException(
                $"The PFX file could not be opened{(password is null ? " without a password" : "")}: the password is another one, the file is damaged, or its encryption is not supported here.");
        }
    }
}
