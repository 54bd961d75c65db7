using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>Group commit: while batches are under way the next one collects. After a failure one batch at a time goes out, and all other calls are refused.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class BatchQueue(
    IReplayTable table, DriverCalls calls, OutageBreaker availability, ClockWatch clocks, PostgreSqlReplayOptions options, TimeProvider timeProvider, ReplayStoreLog log)
    : IAsyncDisposable
{
    /// <summary>How many calls share a round trip at most.</summary>
    public const int MaximumBatch = 256;

    /// <summary>How many batches are under way at most: while the disk writes for one, the next is planned and sent.</summary>
    public const int MaximumUnderWay = 2;

    private readonly Lock gate = new();
    private readonly Queue<Submission> waiting = new();
    private readonly LogThrottle fullThrottle = new(timeProvider, OutageBreaker.LogPeriod);
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int underWay;
    private bool isFull;
    private bool isClosed;

    /// <summary>How many wait for a batch.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>Takes a call in. False: it is refused.</summary>
    /// <exception cref="ObjectDisposedException">No more calls are taken in.</exception>
    public bool TryAdd(Submission submission)
    {
        bool isFirstRefused;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(PostgreSqlReplayStore));
            if (availability.IsDown && (underWay > 0 || availability.IsPausing))
            {
                return false;
            }

            if (waiting.Count < options.MaximumWaiting)
            {
                waiting.Enqueue(submission);
                if (underWay < MaximumUnderWay)
                {
                    underWay++;
                    _ = Detached.Run(ServeAsync);
                }

                return true;
            }

            isFirstRefused = !isFull;
            isFull = true;
        }

        if (isFirstRefused && fullThrottle.TryPass(out _))
        {
            log.TooManyWaiting(options.MaximumWaiting);
        }

        return false;
    }

    /// <summary>
    /// Takes no more calls in, and waits for those that were: for as long as a call may take, after which each has its answer and only the driver is not done.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isClosed = true;
            if (underWay == 0)
            {
                return;
            }
        }

        await idle.Task.WaitAsync(options.Timeout, timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync()
    {
        while (TakeBatch() is { } batch && await TryRecordAsync(batch).ConfigureAwait(false))
        {
        }
    }

    private Batch? TakeBatch()
    {
        List<Submission> taken = [];
        lock (gate)
        {
            while (taken.Count < MaximumBatch && waiting.TryDequeue(out Submission? submission))
            {
                if (!submission.IsAbandoned)
                {
                    taken.Add(submission);
                }
            }

            isFull &= waiting.Count > 0;
            if (taken.Count == 0)
            {
                Leave();
            }
        }

        return taken.Count == 0 ? null : new Batch(taken);
    }

    /// <summary>False: this loop has ended.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever goes wrong refuses these calls, and the next are served.")]
    private async Task<bool> TryRecordAsync(Batch batch)
    {
        bool isProbe = availability.IsDown;
        DriverCall<RecordResult> call = calls.Begin(token => table.RecordAsync(batch.Ids, batch.Expires, clocks.Now, token));
        string fault;
        bool mayConcernAllConnections;
        try
        {
            RecordResult answer = await call.AnswerAsync(options.Timeout).ConfigureAwait(false);
            clocks.Note(answer.ServerTime);
            if (answer.Fault is null)
            {
                availability.Worked();
                batch.Complete(answer);
                return true;
            }

            // What is wrong may be a setting that the session keeps although it was mended since.
            fault = answer.Fault;
            mayConcernAllConnections = true;
        }
        catch (Exception exception)
        {
            fault = FaultText.Of(exception);
            mayConcernAllConnections = FaultText.MayConcernAllConnections(exception);
        }

        bool isOver = call.HasEnded;
        availability.Failed(fault, isProbe);
        if (mayConcernAllConnections)
        {
            await DropIdleConnectionsAsync().ConfigureAwait(false);
        }

        Refuse(batch, isOver);
        if (isOver)
        {
            return false;
        }

        // After a time-out the callers have their answer, and the statement its end to come. Until then nothing is tried; but not for ever.
        await call.EndAsync(options.Timeout).ConfigureAwait(false);
        return true;
    }

    private async Task DropIdleConnectionsAsync()
    {
        DriverCall<bool> drop = calls.Begin(_ =>
        {
            table.DropIdleConnections();
            return Task.CompletedTask;
        });
        await ((Task)drop.AnswerAsync(options.Timeout)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // One that hangs counts among the calls that were given up.
        await drop.EndAsync(TimeSpan.Zero).ConfigureAwait(false);
    }

    // A loop that ends does so before its callers hear of it: the call that one of them makes next is the one that tries anew.
    private void Refuse(Batch batch, bool ends)
    {
        Submission[] refused;
        lock (gate)
        {
            refused = [.. waiting];
            waiting.Clear();
            if (ends)
            {
                Leave();
            }
        }

        batch.Refuse();
        Array.ForEach(refused, static submission => submission.Complete(ReplayOutcome.Unavailable));
    }

    // The caller holds the gate.
    private void Leave()
    {
        if (--underWay == 0 && isClosed)
        {
            idle.SetResult();
        }
    }
}

/// <summary>Starts work that serves more than the call it begins in, and so takes nothing of that call along: no trace, no culture, and above all no ambient transaction.</summary>
internal static class Detached
{
    public static Task Run(Func<Task> work) => Start(() => Task.Run(work));

    public static Task<T> Run<T>(Func<Task<T>> work) => Start(() => Task.Run(work));

    private static TTask Start<TTask>(Func<TTask> start)
        where TTask : Task
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return start();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return start();
        }
    }
}
