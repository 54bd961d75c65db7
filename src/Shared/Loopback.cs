using System.Net;

namespace JwtKit;

/// <summary>What counts as this machine, wherever http is admitted there.</summary>
/// <remarks>
/// 127.0.0.0/8, ::1, and the former in IPv6 (::ffff:127.0.0.0/104), with and without a zone; and <c>localhost</c>. Not <c>localhost.</c> and not names below
/// <c>localhost</c>: RFC 6761 section 6.3 asks resolvers to keep these on the machine, but some send them to a DNS server, whose answer would then decide. Not 0.0.0.0 and ::,
/// which are no address of a peer, and not ::127.0.0.1, which is routed like any other, although <see cref="Uri.IsLoopback"/> is true for it.
/// </remarks>
internal static class Loopback
{
    /// <param name="address">Absolute; a relative one has no host and is not this machine.</param>
    public static bool Is(Uri address) => address.IsAbsoluteUri && address.HostNameType switch
    {
        UriHostNameType.Dns => address.Host == "localhost",
        UriHostNameType.IPv4 or UriHostNameType.IPv6 => IPAddress.TryParse(address.IdnHost.Split('%')[0], out IPAddress? ip) && Is(ip),
        _ => false,
    };

    private static bool Is(IPAddress ip) => IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip);
}
