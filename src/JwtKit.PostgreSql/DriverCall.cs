using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>One call of the driver. Its answer counts only while somebody waits for it: what comes after that is dropped.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The source has no timer and no parent, and a cancellation may run for as long as the driver likes.")]
internal sealed class DriverCall<T>
{
    private readonly CancellationTokenSource cancellation = new();
    private readonly DriverCalls calls;
    private readonly Task<T> work;

    public DriverCall(Func<CancellationToken, Task<T>> call, DriverCalls calls)
    {
        this.calls = calls;
        CancellationToken token = cancellation.Token;
        work = Detached.Run(() => call(token));

        // Whoever gave the call up does not hear of its failure; nor shall the host's handler of unobserved exceptions.
        work.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    /// <summary>Whether the driver has returned.</summary>
    public bool HasEnded => work.IsCompleted;

    /// <exception cref="TimeoutException">There is no answer within the limit; the call goes on.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended; the call goes on.</exception>
    public Task<T> AnswerAsync(TimeSpan limit, CancellationToken cancellationToken = default) => calls.WaitAsync(work, limit, cancellationToken);

    /// <summary>Cancels the call and waits for its end, but no longer than the limit. After that it is given up, with the connection that it holds.</summary>
    public async Task EndAsync(TimeSpan limit)
    {
        if (work.IsCompleted)
        {
            return;
        }

        // Not awaited: the driver sends its cancellation while it is told of it, and can block there.
        _ = Detached.Run(cancellation.CancelAsync);
        await ((Task)calls.WaitAsync(work, limit, CancellationToken.None)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!work.IsCompleted)
        {
            calls.Abandon(work);
        }
    }
}
