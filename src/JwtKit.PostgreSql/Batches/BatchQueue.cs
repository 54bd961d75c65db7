using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>Group commit: while batches are under way the next one collects. After a failure one batch at a time goes out, and all other calls are refused.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class BatchQueue(ReplayTable table, Availability availability, PostgreSqlReplayOptions options, TimeProvider timeProvider, ReplayStoreLog log) : IAsyncDisposable
{
    /// <summary>How many calls share a round trip at most.</summary>
    public const int MaximumBatch = 256;

    /// <summary>How many batches are under way at most: while the disk writes for one, the next is planned and sent.</summary>
    public const int MaximumUnderWay = 2;

    private readonly Lock gate = new();
    private readonly Queue<Submission> waiting = new();
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

        if (isFirstRefused)
        {
            log.TooManyWaiting(options.MaximumWaiting);
        }

        return false;
    }

    /// <summary>Takes no more calls in, and waits for those that were.</summary>
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

        await idle.Task.ConfigureAwait(false);
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
        using CancellationTokenSource cancellation = new();
        Task<RecordAnswer> work = table.RecordAsync(batch.Ids, batch.Expires, cancellation.Token);
        string fault;
        try
        {
            RecordAnswer answer = await work.WaitAsync(options.Timeout, timeProvider).ConfigureAwait(false);
            if (answer.Fault is null)
            {
                availability.Worked();
                batch.Complete(answer);
                return true;
            }

            // What is wrong may be a setting that the session keeps although it was mended since.
            fault = answer.Fault;
            table.DropIdleConnections();
        }
        catch (Exception exception)
        {
            fault = FaultText.Of(exception);
            if (FaultText.MayConcernAllConnections(exception))
            {
                table.DropIdleConnections();
            }
        }

        bool isOver = work.IsCompleted;
        availability.Failed(fault, isProbe);
        Refuse(batch, isOver);
        if (isOver)
        {
            return false;
        }

        // After a time-out the callers have their answer, and the statement its end to come.
        await cancellation.CancelAsync().ConfigureAwait(false);
        await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
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
