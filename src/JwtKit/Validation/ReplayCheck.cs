using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>The last check of a one-time token: it is recorded as used, or refused.</summary>
internal static class ReplayCheck
{
    /// <param name="policy">A policy for one-time tokens.</param>
    /// <param name="token">A token that met all the rest of it.</param>
    /// <param name="timeProvider">The validator's clock.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public static async ValueTask<ValidationOutcome> RecordAsync(
        PreparedPolicy policy, ValidatedToken token, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        OneTimeRule rule = policy.OneTime!;
        if (string.IsNullOrEmpty(token.TokenId))
        {
            return new ValidationOutcome(token);
        }

        ReplayId id = ReplayId.Create(rule.Scope ?? token.Issuer!, token.TokenId);
        DateTimeOffset end = token.ExpiresAt!.Value;

        // Longer than this policy's skew: under another, with the same store, the token may be valid for as long as any skew allows.
        (TokenFailure? failure, ReplayOutcome outcome) = await AskAsync(rule, token, id, Later(end), cancellationToken).ConfigureAwait(false);
        failure ??= FailureOf(outcome);

        // The token may have expired while the store was asked, and the record of its first use have been forgotten before the question arrived.
        if (failure is null && timeProvider.GetUtcNow() - TimeSpan.FromTicks(policy.ExpirySkewTicks) >= end)
        {
            failure = FailureOf(ReplayOutcome.Expired);
        }

        return failure is null ? new ValidationOutcome(token) : new ValidationOutcome(failure);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever goes wrong in a store, the token is refused and the caller goes on.")]
    private static async ValueTask<(TokenFailure? Failure, ReplayOutcome Outcome)> AskAsync(
        OneTimeRule rule, ValidatedToken token, ReplayId id, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        try
        {
            return rule.MayBeForgotten(token)
                ? (Failures.IssuedBeforeStart, default)
                : (null, await rule.Store.TryRecordAsync(id, expires, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            return (Failures.StoreThrew(exception), default);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset end) =>
        DateTimeOffset.MaxValue - end > PreparedPolicy.MaximumSkew ? end + PreparedPolicy.MaximumSkew : DateTimeOffset.MaxValue;

    private static TokenFailure? FailureOf(ReplayOutcome outcome) => outcome switch
    {
        ReplayOutcome.Recorded => null,
        ReplayOutcome.AlreadyRecorded => Failures.Replayed,
        ReplayOutcome.Full => Failures.ReplayStoreFull,
        ReplayOutcome.Expired => Failures.ExpiredMeanwhile,
        _ => Failures.ReplayStoreUnavailable,
    };
}

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
