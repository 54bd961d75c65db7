namespace JwtKit;

/// <summary>How often a token may be used. Required of each policy, so that the choice is made and can be read. Immutable and safe for concurrent use.</summary>
public sealed class TokenUse
{
    private static readonly TimeSpan DefaultMaximumLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestMaximumLifetime = TimeSpan.FromDays(366);

    private TokenUse(OneTimeRule? oneTimeRule = null) => OneTimeRule = oneTimeRule;

    /// <summary>Any number of times until it expires: whoever gets hold of it can use it too.</summary>
    public static TokenUse Reusable { get; } = new();

    internal OneTimeRule? OneTimeRule { get; }

    /// <summary>
    /// Once. A token without <c>jti</c> or <c>exp</c> is refused, as is one that lives longer than the store has to remember it. The last check of all
    /// records the token; it counts as used when that was done, or may have been done.
    /// </summary>
    /// <param name="store">Shared by all machines that accept these tokens.</param>
    /// <param name="scope">
    /// Within which each <c>jti</c> is used once. By default the token's issuer, which the policy then must expect; otherwise the same name wherever the same
    /// tokens are accepted.
    /// </param>
    /// <param name="maximumLifetime">The longest time from <c>iat</c> (or from now, for a token without) to <c>exp</c>: 1 hour by default, 1 second to 366 days.</param>
    /// <exception cref="ArgumentException">The scope is empty or holds half of a surrogate pair.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is out of range.</exception>
    public static TokenUse OneTime(IReplayStore store, string? scope = null, TimeSpan? maximumLifetime = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        TimeSpan maximum = maximumLifetime ?? DefaultMaximumLifetime;
        if (scope is not null)
        {
            WellFormedText.RequireNonEmpty(scope, nameof(scope));
        }

        return maximum >= TimeSpan.FromSeconds(1) && maximum <= LongestMaximumLifetime
            ? new TokenUse(new OneTimeRule { Store = store, Scope = scope, MaximumLifetime = maximum })
            : throw new ArgumentOutOfRangeException(nameof(maximumLifetime), maximumLifetime, "1 second to 366 days are accepted: so long does the store remember each token.");
    }

    /// <summary>The choice.</summary>
    public override string ToString() => OneTimeRule is null ? nameof(Reusable) : nameof(OneTime);

    /// <summary>The same under a platform's own rules.</summary>
    internal static TokenUse Of(OneTimeRule rule) => new(rule);
}
