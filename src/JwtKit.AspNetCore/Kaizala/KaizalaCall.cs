using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>One question to the service, and all the callers who wait for its answer.</summary>
/// <remarks>Its owner locks where it counts callers.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, wait handle or link, so there is nothing to release; and the last caller may cancel it after the call has ended.")]
internal sealed class KaizalaCall
{
    private readonly CancellationTokenSource abandonment = new();

    // Continuations run elsewhere: a thousand waiting requests must not go on one after the other on the thread that brought the answer.
    private readonly TaskCompletionSource<KaizalaAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Callers { get; set; }

    public Task<KaizalaAnswer> Answer => answer.Task;

    /// <summary>Cancelled once nobody waits any more.</summary>
    public CancellationToken Abandoned => abandonment.Token;

    public void Abandon() => abandonment.Cancel();

    public void Complete(KaizalaAnswer value) => answer.SetResult(value);
}
