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
        X509Certificate2Collection certificates = Load(pfx, password, RoundsOfMac(pfx, password), TriesOf(password));
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

    /// <summary>.NET reads one structure and passes over what follows it.</summary>
    private static void RequireExactLength(ReadOnlySpan<byte> pfx)
    {
        int following = pfx.Length - LengthOf(pfx);
        if (following > 0)
        {
            throw new CryptographicException($"The PFX file has {following} bytes behind its end; nothing may follow. Copy the file again, as it was written.");
        }
    }

    /// <summary>Of the structure at the beginning. What is none is refused later.</summary>
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

    /// <summary>Judges all rounds, before anything is derived.</summary>
    private static int RoundsOfMac(ReadOnlySpan<byte> pfx, string? password)
    {
        try
        {
            return PfxWork.Require(pfx.ToArray(), TriesOf(password));
        }
        catch (AsnContentException)
        {
            throw NotOpened(password);
        }
    }

    private static X509Certificate2Collection Load(ReadOnlySpan<byte> pfx, string? password, int roundsOfMac, int tries)
    {
        // .NET counts too, also what lies within an encrypted part: it gets what the MAC leaves.
        int rest = (KeyDerivationRounds.Maximum / tries) - roundsOfMac;
        Pkcs12LoaderLimits limits = new()
        {
            MacIterationLimit = roundsOfMac,
            IndividualKdfIterationLimit = rest,
            TotalKdfIterationLimit = rest,
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
            throw new CryptographicException(PfxWork.TooMuchInside());
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            throw NotOpened(password);
        }
    }

    /// <summary>.NET tries the password null and the empty one where either is given.</summary>
    private static int TriesOf(string? password) => string.IsNullOrEmpty(password) ? 2 : 1;

    private static CryptographicException NotOpened(string? password) => new(
        $"The PFX file could not be opened{(password is null ? " without a password" : "")}: the password is another one, the file is damaged, or its encryption is not supported here.");
}
