namespace JwtKit;

/// <summary>Counts the answers of a replay store.</summary>
internal sealed class MeasuredReplayStore(IReplayStore store, JwtKitTelemetry telemetry) : IReplayStore
{
    public DateTimeOffset? RemembersSince => store.RemembersSince;

    public async ValueTask<ReplayOutcome> TryRecordAsync(ReplayId id, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        // An exception is the answer that nobody gave.
        ReplayOutcome outcome = ReplayOutcome.Unavailable;
        try
        {
            return outcome = await store.TryRecordAsync(id, expires, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            telemetry.ReplayAnswered(outcome);
        }
    }
}
