namespace JwtKit;

/// <summary>What makes tokens good for one time only.</summary>
internal sealed record OneTimeRule
{
    public required IReplayStore Store { get; init; }

    /// <summary>Within which each token id is used once; null for the issuer.</summary>
    public required string? Scope { get; init; }

    public required TimeSpan MaximumLifetime { get; init; }

    /// <summary>Whether a token without an id is refused; otherwise such a token can be used again.</summary>
    public bool RequiresTokenId { get; init; } = true;

    /// <summary>Whether the lifetime counts from now, as where a platform says how far ahead <c>exp</c> may lie, and not from <c>iat</c>.</summary>
    public bool CountsFromNow { get; init; }

    /// <summary>What a token must be to be used once; null where it is.</summary>
    public TokenFailure? FirstFailure(in ReceivedClaims claims, long nowTicks)
    {
        if (claims.TokenId.Length == 0)
        {
            return RequiresTokenId ? Failures.TokenIdMissing : null;
        }

        if (claims.Expires is not { } expires)
        {
            return Failures.ExpirationMissing;
        }

        long start = CountsFromNow || claims.IssuedAt is null ? nowTicks : claims.IssuedAt.Value * TimeSpan.TicksPerSecond;
        return (expires * TimeSpan.TicksPerSecond) - start > MaximumLifetime.Ticks ? Failures.LifetimeTooLong : null;
    }

    /// <summary>Whether the token may have been used before the store began to remember: by <c>iat</c>, or without one by the longest time it can have lived.</summary>
    public bool MayBeForgotten(ValidatedToken token) => Store.RemembersSince is { } since
        && (token.IssuedAt ?? token.ExpiresAt!.Value - MaximumLifetime).ToUnixTimeSeconds() < since.ToUnixTimeSeconds();
}
