using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>One revocation list (RFC 5280 section 5), complete for the certificates that it covers. Safe for concurrent use.</summary>
/// <param name="signed">The part under the signature.</param>
/// <param name="scheme">How it was signed.</param>
/// <param name="signature">The signature.</param>
internal sealed class RevocationList(ReadOnlyMemory<byte> signed, CertificateSignature scheme, byte[] signature)
{
    /// <summary>The authority's distinguished name in DER.</summary>
    public required byte[] Issuer { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public required DateTimeOffset NextUpdate { get; init; }

    /// <summary>The serial numbers, as <see cref="SerialOf"/> spells them.</summary>
    public required FrozenSet<string> Revoked { get; init; }

    /// <summary>Which of its authority's certificates the list is about.</summary>
    public required DistributionPoint Point { get; init; }

    /// <summary>The number in hexadecimal, without zeros in front.</summary>
    public static string SerialOf(ReadOnlySpan<byte> bigEndian) => Convert.ToHexString(bigEndian.TrimStart((byte)0));

    public bool IsCurrentAt(DateTimeOffset now) => ThisUpdate <= now && now < NextUpdate;

    /// <summary>Whether the list says that it is this authority's. The name alone proves nothing.</summary>
    public bool Names(X509Certificate2 authority) => CryptographicOperations.FixedTimeEquals(Issuer, authority.SubjectName.RawData);

    /// <summary>Whether this authority signed the list, with a key that may do so.</summary>
    public bool IsSignedBy(X509Certificate2 authority) =>
        authority.Extensions.OfType<X509KeyUsageExtension>().All(static usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign))
        && scheme.Verify(authority, signed.Span, signature);
}

/// <summary>Looks a path's certificates up in the revocation lists. What cannot be answered is refused.</summary>
/// <param name="lists">Null where revocation is not checked.</param>
internal sealed class RevocationCheck(IReadOnlyList<RevocationList>? lists)
{
    /// <summary>Null if nothing on the path is revoked.</summary>
    /// <param name="path">From the other side's certificate to the root.</param>
    /// <param name="now">The time to judge by.</param>
    public PeerRefusal? Judge(X509Certificate2[] path, DateTimeOffset now)
    {
        if (lists is null)
        {
            return null;
        }

        for (int i = 0; i < path.Length - 1; i++)
        {
            X509Certificate2 authority = path[i + 1];
            RevocationList[] named = [.. lists.Where(list => list.Names(authority))];

            // A list of the authority that issued the certificate itself is always needed; of those above, where the host has one.
            if ((i == 0 || named.Length > 0) && Judge(path[i], authority, named, now) is { } refusal)
            {
                return refusal;
            }
        }

        return path.Length == 1 ? PeerRefusal.RevocationUnknown : null;
    }

    private static PeerRefusal? Judge(X509Certificate2 certificate, X509Certificate2 authority, RevocationList[] named, DateTimeOffset now)
    {
        RevocationList[] genuine = [.. named.Where(list => list.IsSignedBy(authority))];
        RevocationList[] covering = [.. genuine.Where(list => list.Point.Covers(certificate))];
        string serial = RevocationList.SerialOf(certificate.SerialNumberBytes.Span);

        // A serial number that the authority revokes is revoked, whatever else the list covers.
        return genuine.Any(list => list.Revoked.Contains(serial)) ? PeerRefusal.Revoked
            : covering.Length == 0 ? PeerRefusal.RevocationUnknown
            : covering.Any(list => list.IsCurrentAt(now)) ? null
            : PeerRefusal.RevocationOutdated;
    }
}
