using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

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
