using Microsoft.AspNetCore.Authentication;

namespace JwtKit;

/// <summary>How <c>AddKaizala</c> takes a token and whom it asks about it. Checked when the host starts.</summary>
/// <remarks>Not safe for concurrent use; fixed once the host has started.</remarks>
public sealed class KaizalaOptions : AuthenticationSchemeOptions
{
    /// <summary>The longest time that an answer is kept: 5 minutes.</summary>
    public static readonly TimeSpan MaximumCacheDuration = TimeSpan.FromMinutes(5);

    /// <summary>The longest time that a call may take: 1 minute.</summary>
    public static readonly TimeSpan MaximumTimeout = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The service that knows the tokens: it is asked <c>GET {BaseAddress}/v1/users/me</c> with the token in the header <c>accessToken</c>. Absolute and https;
    /// a path is kept.
    /// </summary>
    /// <value>Required. There is no default, since Kaizala's own service has been retired; any service that answers in the same form will do.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Accepts a <see cref="BaseAddress"/> with http where it is this machine (127.0.0.0/8, also as ::ffff:127.0.0.1, ::1, or <c>localhost</c> itself): for tests and for a local proxy.</summary>
    /// <value>False by default.</value>
    public bool AllowHttpOnLoopback { get; set; }

    /// <summary>The header in which callers send their token to this application. Compared without case, as header names are.</summary>
    /// <value><c>accessToken</c> by default.</value>
    public string HeaderName { get; set; } = KaizalaDefaults.HeaderName;

    /// <summary>
    /// How long the service's answer about a token counts, from when it was asked. The token's expiry is not known here, so a token that expires or is revoked
    /// meanwhile is accepted for up to this much longer.
    /// </summary>
    /// <value>60 seconds by default; <see cref="MaximumCacheDuration"/> at most. Zero keeps nothing.</value>
    public TimeSpan CacheDuration { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many tokens' answers are kept; beyond that the oldest goes.</summary>
    /// <value>10 000 by default, which takes about 10 MB with texts of usual length and 170 MB with the longest that are taken; 1 000 000 at most.</value>
    public int CacheCapacity { get; set; } = 10_000;

    /// <summary>How long a call to the service may take in all, until the last byte of its answer.</summary>
    /// <value>10 seconds by default; <see cref="MaximumTimeout"/> at most.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
