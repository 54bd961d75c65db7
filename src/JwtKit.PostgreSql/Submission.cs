namespace JwtKit;

/// <summary>One call that waits for its answer.</summary>
internal sealed class Submission(byte[] id, DateTime expires)
{
    // Its continuations are callers' code, which must not run inside the loop that serves the others.
    private readonly TaskCompletionSource<ReplayOutcome> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool abandoned;

    public byte[] Id => id;

    public DateTime Expires => expires;

    public Task<ReplayOutcome> Answer => answer.Task;

    /// <summary>Whether nobody waits any more, so that there is no use in recording the id.</summary>
    public bool IsAbandoned => abandoned;

    public void Abandon() => abandoned = true;

    public void Complete(ReplayOutcome outcome) => answer.TrySetResult(outcome);

    /// <summary>The order of the server's ids; the one that lives longest before others with the same id.</summary>
    public static int Compare(Submission left, Submission right)
    {
        int order = CompareIds(left.Id, right.Id);
        return order != 0 ? order : right.Expires.CompareTo(left.Expires);
    }

    public static int CompareIds(byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right);
}
