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
