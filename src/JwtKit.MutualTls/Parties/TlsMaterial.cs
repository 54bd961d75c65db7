using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>What a party's files hold, parsed and found to fit together. Safe for concurrent use.</summary>
/// <remarks>
/// Never disposed by a reload: connections that are being made may still use it, and .NET frees certificates and keys when the last of them is gone.
/// </remarks>
internal sealed class TlsMaterial
{
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>The certificate with the intermediates that are presented after it. Made without looking for others, on the network or in stores.</summary>
    public required SslStreamCertificateContext Presented { get; init; }

    public required X509Certificate2Collection Intermediates { get; init; }

    public required X509Certificate2Collection Roots { get; init; }

    public required IReadOnlyList<RevocationList>? RevocationLists { get; init; }

    public required IReadOnlyList<AllowedSubject> AllowedSubjects { get; init; }

    public required bool AllowMissingPurpose { get; init; }

    public DateTimeOffset NotBefore => Certificate.NotBefore;

    public DateTimeOffset NotAfter => Certificate.NotAfter;

    /// <summary>The setting whose certificate ends first, and when.</summary>
    public (string Setting, DateTimeOffset NotAfter) FirstToExpire => new[] { (nameof(MutualTlsOptions.CertificateFile), NotAfter) }
        .Concat(Intermediates.Select(static certificate => (nameof(MutualTlsOptions.ChainFile), (DateTimeOffset)certificate.NotAfter)))
        .Concat(Roots.Select(static certificate => (nameof(MutualTlsOptions.RootFile), (DateTimeOffset)certificate.NotAfter)))
        .MinBy(static each => each.Item2);

    /// <summary>Whether an authority has lists here of which none is current.</summary>
    public bool HasOutdatedRevocationListAt(DateTimeOffset now) =>
        RevocationLists?.GroupBy(static list => (Convert.ToHexString(list.Issuer), list.Point.Text)).Any(lists => !lists.Any(list => list.IsCurrentAt(now))) ?? false;
}
