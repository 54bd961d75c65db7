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

        Observe(work);
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
        Observe(Detached.Run(cancellation.CancelAsync));
        await ((Task)calls.WaitAsync(work, limit, CancellationToken.None)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!work.IsCompleted)
        {
            calls.Abandon(work);
        }
    }

    /// <summary>Whoever gave the call up does not hear of its failure; nor shall the host's handler of unobserved exceptions.</summary>
    private static void Observe(Task task) => task.ContinueWith(
        static ended => _ = ended.Exception,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.OnlyOnFaulted,
        TaskScheduler.Default);
}

/// <summary>Begins calls of the database driver, and counts those that were given up and have not ended.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class DriverCalls(TimeProvider timeProvider)
{
    /// <summary>From so many calls on that were given up and still hold a connection each, new ones begin once a minute only, so that the pool lasts.</summary>
    public const int ManyAbandoned = 8;

    private int abandoned;

    /// <summary>Whether <see cref="ManyAbandoned"/> calls were given up and have not ended.</summary>
    public bool AreManyAbandoned => Volatile.Read(ref abandoned) >= ManyAbandoned;

    /// <summary>Begins a call on a thread of its own, because a driver can block also before it returns its task.</summary>
    public DriverCall<T> Begin<T>(Func<CancellationToken, Task<T>> work) => new(work, this);

    /// <summary>Begins a call that says nothing.</summary>
    public DriverCall<bool> Begin(Func<CancellationToken, Task> work) => new(
        async token =>
        {
            await work(token).ConfigureAwait(false);
            return true;
        },
        this);

    /// <summary>Waits for a task, and no longer than the limit. Its exceptions are thrown, and TimeoutException.</summary>
    public Task<T> WaitAsync<T>(Task<T> task, TimeSpan limit, CancellationToken cancellationToken) =>
        task.WaitAsync(limit, timeProvider, cancellationToken);

    /// <summary>Counts a call among those that were given up, until it ends.</summary>
    public void Abandon(Task work)
    {
        Interlocked.Increment(ref abandoned);
        work.ContinueWith(
            static (_, calls) => Interlocked.Decrement(ref ((DriverCalls)calls!).abandoned),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
