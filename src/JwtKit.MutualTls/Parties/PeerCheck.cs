using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>Judges the other side's certificate: path, dates, purpose, strength, revocation, and who it is. Safe for concurrent use.</summary>
internal sealed class PeerCheck(TlsMaterial material, TlsPurpose purpose)
{
    private const int MinimumRsaBits = 2048;
    private const int MinimumEllipticCurveBits = 256;
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    /// <summary>Null if the certificate is good.</summary>
    /// <param name="certificate">What the other side presented.</param>
    /// <param name="presented">What it presented beside. Only helps to find the path.</param>
    /// <param name="now">The time to judge by.</param>
    /// <param name="host">For a server: the host name or address that was called.</param>
    public PeerRefusal? Judge(X509Certificate2 certificate, X509Certificate2Collection presented, DateTimeOffset now, string? host)
    {
        using X509Chain chain = new() { ChainPolicy = Policy(presented, now) };
        bool complete = chain.Build(certificate);
        X509Certificate2[] path = [.. chain.ChainElements.Select(static element => element.Certificate)];
        try
        {
            X509ChainStatusFlags found = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, status) => all | status.Status);
            return !complete || !EndsInRoot(path) ? Explain(found)
                : !HasPurpose(certificate) ? PeerRefusal.Purpose(purpose)
                : !IsStrong(path) ? PeerRefusal.Weak
                : new RevocationCheck(material.RevocationLists).Judge(path, now) is { } refusal ? refusal
                : host is not null && !IsFor(certificate, host) ? PeerRefusal.HostName
                : purpose == TlsPurpose.Client && material.AllowedSubjects.Count > 0 && !material.AllowedSubjects.Any(subject => subject.Matches(certificate)) ? PeerRefusal.Subject
                : null;
        }
        finally
        {
            Array.ForEach(path, static element => element.Dispose());
        }
    }

    private X509ChainPolicy Policy(X509Certificate2Collection presented, DateTimeOffset now)
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = now.UtcDateTime,
        };
        policy.CustomTrustStore.AddRange(material.Roots);
        policy.ExtraStore.AddRange(material.Intermediates);
        policy.ExtraStore.AddRange(presented);

        // Holds the intermediates to it too, where they name purposes.
        policy.ApplicationPolicy.Add(purpose == TlsPurpose.Server ? ServerAuthentication : ClientAuthentication);
        return policy;
    }

    private PeerRefusal Explain(X509ChainStatusFlags found) => found switch
    {
        X509ChainStatusFlags.NotTimeValid => PeerRefusal.Dates,
        X509ChainStatusFlags.NotValidForUsage => PeerRefusal.Purpose(purpose),
        _ => PeerRefusal.Untrusted(found),
    };

    /// <summary>The path builder has said so already; that what it trusts is exactly what the options name must not hang on its flags alone.</summary>
    private bool EndsInRoot(X509Certificate2[] path) => path.Length > 0 && material.Roots.Any(root => CryptographicOperations.FixedTimeEquals(root.RawDataMemory.Span, path[^1].RawDataMemory.Span));

    private bool HasPurpose(X509Certificate2 certificate)
    {
        X509KeyUsageFlags signs = purpose == TlsPurpose.Client
            ? X509KeyUsageFlags.DigitalSignature
            : X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyAgreement;
        Oid needed = purpose == TlsPurpose.Server ? ServerAuthentication : ClientAuthentication;
        X509EnhancedKeyUsageExtension? named = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        return certificate.Extensions.OfType<X509KeyUsageExtension>().All(usage => (usage.KeyUsages & signs) != 0)
            && (named is null ? material.AllowMissingPurpose : named.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == needed.Value));
    }

    /// <summary>Alternative names only: an authority's name constraints do not bind the common name.</summary>
    private static bool IsFor(X509Certificate2 certificate, string host)
    {
        try
        {
            return certificate.MatchesHostname(host, allowWildcards: true, allowCommonName: false);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // The one for a host that is no name, the other for damaged names.
            return false;
        }
    }

    /// <summary>The root's own signature proves nothing, so only its key counts.</summary>
    private static bool IsStrong(X509Certificate2[] path) => path.All(HasStrongKey) && path.SkipLast(1).All(HasStrongSignature);

    private static bool HasStrongKey(X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPublicKey();
        using ECDsa? ec = rsa is null ? certificate.GetECDsaPublicKey() : null;
        return rsa?.KeySize >= MinimumRsaBits || ec?.KeySize >= MinimumEllipticCurveBits;
    }

    private static bool HasStrongSignature(X509Certificate2 certificate)
    {
        try
        {
            AsnReader parts = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            parts.ReadEncodedValue();
            return CertificateSignature.Read(parts.ReadEncodedValue()) is not null;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
