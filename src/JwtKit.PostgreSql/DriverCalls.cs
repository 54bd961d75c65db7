namespace JwtKit;

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
