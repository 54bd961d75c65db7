namespace JwtKit;

/// <summary>How a <see cref="JwksResolver"/> fetches. Everything has a default. Fixed once made; safe for concurrent use.</summary>
public sealed class JwksResolverOptions
{
    private const int LongestMaximum = 16 * 1024 * 1024;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Admits an address with <c>http</c> on this machine (127.0.0.0/8, also as ::ffff:127.0.0.1, ::1, or <c>localhost</c> itself), for development. No proxy is asked then.</summary>
    /// <value>False by default: <c>https</c> only.</value>
    public bool AllowHttpOnLoopback { get; init; }

    /// <summary>The longest set that is read, in bytes, however long the answer says it is; 1 to 16 MiB.</summary>
    /// <value>262144 by default.</value>
    public int MaximumLength { get; init; } = JwkSet.DefaultMaximumLength;

    /// <summary>How long a whole fetch may take, up to the last byte of the answer; at most 5 minutes.</summary>
    /// <value>10 seconds by default.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The age at which keys are fetched anew, in the background, when they are next used; at least 30 seconds. It is also how long a key that was taken out
    /// of the published set may go on counting. What the answer says of caching is not looked at.
    /// </summary>
    /// <value>1 hour by default.</value>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The age at which keys stop to count because no fetch has worked since; longer than <see cref="RefreshInterval"/>.</summary>
    /// <value>Null by default: the last good set counts until a fetch brings another.</value>
    public TimeSpan? MaximumAge { get; init; }

    /// <summary>
    /// Sends the requests in place of the resolver's own handler, for a proxy that needs credentials or a private root certificate. It stays the caller's and is
    /// not disposed. It should follow no redirects and send no cookies; an answer from another address than the one asked is refused.
    /// </summary>
    /// <value>Null by default.</value>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Is told of each fetch that brought nothing, on a thread of the pool; for a log. What it throws is lost.</summary>
    /// <value>Null by default.</value>
    public Action<JwksFailure>? OnFailure { get; init; }

    /// <summary>Is told of each fetch that brought keys, on a thread of the pool; for a count. What it throws is lost.</summary>
    /// <value>Null by default.</value>
    public Action? OnSuccess { get; init; }

    /// <summary>
    /// Is told which keys of the set are left out, each with its reason, when a fetch that brought keys finds other ones left out than the fetch before, on a thread
    /// of the pool; for a log. The list is empty when all keys count again. What it throws is lost.
    /// </summary>
    /// <value>Null by default.</value>
    public Action<IReadOnlyList<SkippedJwk>>? OnSkipped { get; init; }

    /// <exception cref="ArgumentException">A value is out of its range; the message says which one and what is needed.</exception>
    internal void Check()
    {
        Require(MaximumLength is > 0 and <= LongestMaximum, $"{nameof(MaximumLength)} is {MaximumLength}; 1 to {LongestMaximum} bytes are needed.");
        Require(Timeout > TimeSpan.Zero && Timeout <= LongestTimeout, $"{nameof(Timeout)} is {Timeout}; more than zero and at most {LongestTimeout} is needed.");
        Require(
            RefreshInterval >= JwksResolver.MinimumInterval, $"{nameof(RefreshInterval)} is {RefreshInterval}; at least {JwksResolver.MinimumInterval} is needed.");
        Require(
            MaximumAge is null || MaximumAge > RefreshInterval,
            $"{nameof(MaximumAge)} is {MaximumAge}; more than {nameof(RefreshInterval)}, which is {RefreshInterval}, is needed, or null.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}

/// <summary>Which addresses keys may be fetched from: those whose answer nobody on the way can change.</summary>
internal static class JwksAddress
{
    /// <exception cref="ArgumentException">The address is not acceptable; the message says what was found and what is needed.</exception>
    public static Uri Check(Uri address, bool allowHttpOnLoopback)
    {
        ArgumentNullException.ThrowIfNull(address);
        return FaultOf(address, allowHttpOnLoopback) is { } fault ? throw new ArgumentException(fault, nameof(address)) : address;
    }

    private static string? FaultOf(Uri address, bool allowHttpOnLoopback) =>
        !address.IsAbsoluteUri ? "The address of the keys is relative; an absolute https address is needed."
        : FaultOfScheme(address, allowHttpOnLoopback) is { } fault ? fault
        : address.UserInfo.Length > 0 ? "The address of the keys holds a user name or password; an address without is needed."
        : address.Fragment.Length > 0 || address.OriginalString.Contains('#', StringComparison.Ordinal) ? "The address of the keys holds a fragment (#), which is never sent; an address without is needed."
        : null;

    private static string? FaultOfScheme(Uri address, bool allowHttpOnLoopback) =>
        address.Scheme == Uri.UriSchemeHttps ? null
        : address.Scheme != Uri.UriSchemeHttp ? "The address of the keys has another scheme; https is needed."
        : !Loopback.Is(address) ? $"The address of the keys is http on {address.Host}; https is needed, since whoever can change the answer can sign."
        : !allowHttpOnLoopback ? $"The address of the keys is http on {address.Host}; https is needed, or {nameof(JwksResolverOptions.AllowHttpOnLoopback)} = true."
        : null;
}
