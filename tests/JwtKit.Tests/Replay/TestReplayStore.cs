namespace JwtKit.Tests;

/// <summary>A replay store that answers from a function and notes what it was asked.</summary>
internal sealed class TestReplayStore(Func<CancellationToken, ValueTask<ReplayOutcome>> answer, Func<DateTimeOffset?>? remembersSince = null) : IReplayStore
{
    public TestReplayStore(ReplayOutcome answer)
        : this(_ => new ValueTask<ReplayOutcome>(answer))
    {
    }

    public List<(ReplayId Id, DateTimeOffset Expires)> Asked { get; } = [];

    public DateTimeOffset? RemembersSince => remembersSince?.Invoke();

    public ValueTask<ReplayOutcome> TryRecordAsync(ReplayId id, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        Asked.Add((id, expires));
        return answer(cancellationToken);
    }
}
