using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>How many tokens the visitors of one address get per minute. They are saved up for one minute, and come back one by one.</summary>
internal sealed class VisitorRateLimit(int tokensPerMinute) : IDisposable
{
    // What the limiter itself names is the time for all of them.
    private readonly TimeSpan timeForOne = TimeSpan.FromMinutes(1) / tokensPerMinute;

    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(
        context => RateLimitPartition.GetTokenBucketLimiter(NetworkOf(context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = tokensPerMinute,
            TokensPerPeriod = tokensPerMinute,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    /// <summary>False once the address has used its tokens up.</summary>
    /// <param name="context">The request.</param>
    /// <param name="retryAfter">In how long there will be one again.</param>
    public bool TryTake(HttpContext context, out TimeSpan retryAfter)
    {
        using RateLimitLease lease = limiter.AttemptAcquire(context);
        retryAfter = timeForOne;
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    /// <summary>Under IPv6 one customer has at least a /64 to choose addresses from, so the network counts as one.</summary>
    private static IPAddress NetworkOf(IPAddress? address)
    {
        if (address is null || address.IsIPv4MappedToIPv6)
        {
            return address?.MapToIPv4() ?? IPAddress.None;
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
