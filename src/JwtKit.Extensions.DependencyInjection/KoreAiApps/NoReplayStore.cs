namespace JwtKit;

/// <summary>Stands in the place of a store that is missing, while everything else that is wrong is found. Accepts nothing.</summary>
internal sealed class NoReplayStore : IReplayStore
{
    public static NoReplayStore Instance { get; } = new();

    public DateTimeOffset? RemembersSince => null;

    public ValueTask<ReplayOutcome> TryRecordAsync(ReplayId id, DateTimeOffset expires, CancellationToken cancellationToken) => new(ReplayOutcome.Unavailable);
}
