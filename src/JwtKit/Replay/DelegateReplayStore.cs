namespace JwtKit;

/// <summary>
/// A replay store on any engine that can set a key if it is absent, with a time to live, in one atomic step: Redis <c>SET NX EX</c>, for instance.
/// Safe for concurrent use if the delegate is.
/// </summary>
public sealed class DelegateReplayStore : IReplayStore
{
    private readonly Func<string, TimeSpan, CancellationToken, ValueTask<bool>> setIfAbsent;
    private readonly TimeProvider timeProvider;

    /// <summary>A store on this operation.</summary>
    /// <param name="setIfAbsent">
    /// Takes the id (64 hexadecimal digits), the time to live (whole seconds, at least 1) and a cancellation token. True if the key was absent and is set now,
    /// false if it was there. It throws if it does not know; the token is then refused. It must not retry a write whose result it did not learn, because the
    /// second attempt would find the first. Where several machines ask, let it add what their clocks may differ by.
    /// </param>
    /// <param name="timeProvider">The clock from which the time to live is counted; the system's by default.</param>
    public DelegateReplayStore(Func<string, TimeSpan, CancellationToken, ValueTask<bool>> setIfAbsent, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(setIfAbsent);
        this.setIfAbsent = setIfAbsent;
        this.timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc />
    public async ValueTask<ReplayOutcome> TryRecordAsync(ReplayId id, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        TimeSpan left = expires - timeProvider.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return ReplayOutcome.Expired;
        }

        // Rounded up, since engines count whole seconds and the record must outlive the token.
        TimeSpan timeToLive = TimeSpan.FromSeconds((left.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);
        return await setIfAbsent(id.ToString(), timeToLive, cancellationToken).ConfigureAwait(false)
            ? ReplayOutcome.Recorded
            : ReplayOutcome.AlreadyRecorded;
    }
}
