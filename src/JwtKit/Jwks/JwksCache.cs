namespace JwtKit;

/// <summary>
/// The last good set, and the rule that fetches follow: one at a time, however many wait for it, and none sooner than 30 seconds after the one before
/// began, whether that worked or not.
/// </summary>
internal sealed class JwksCache : IDisposable
{
    private readonly JwksFetch fetch;
    private readonly JwksResolverOptions options;
    private readonly TimeProvider timeProvider;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource end = new();
    private readonly CancellationToken ended;
    private volatile FetchedKeys? fetched;
    private volatile JwksFailure? lastFailure;
    private TaskCompletionSource? pending;
    private long? begun;
    private bool isDisposed;

    public JwksCache(JwksFetch fetch, JwksResolverOptions options, TimeProvider timeProvider)
    {
        this.fetch = fetch;
        this.options = options;
        this.timeProvider = timeProvider;

        // The source itself cannot be asked any more once it is disposed, which a fetch may outlive.
        ended = end.Token;
    }

    /// <summary>Why the last fetch brought nothing; null where it worked, and before the first.</summary>
    public JwksFailure? LastFailure => lastFailure;

    /// <summary>The keys that count now; null where there are none.</summary>
    public KnownKeys? Keys => fetched is { } now && (options.MaximumAge is null || timeProvider.GetElapsedTime(now.Timestamp) < options.MaximumAge) ? now.Keys : null;

    /// <summary>Whether the keys are there and too young to be fetched anew.</summary>
    public bool IsFresh => fetched is { } now && timeProvider.GetElapsedTime(now.Timestamp) < options.RefreshInterval;

    /// <summary>The fetch that is under way, begun now if there was none; null where it is too soon for another. It ends, and never fails.</summary>
    public Task? Fetch()
    {
        lock (gate)
        {
            if (pending is not null || isDisposed || begun is { } last && timeProvider.GetElapsedTime(last) < JwksResolver.MinimumInterval)
            {
                return pending?.Task;
            }

            begun = timeProvider.GetTimestamp();
            pending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

            // The fetch is everyone's: nothing of the caller who happened to come first flows into it, neither culture, activity nor identity.
            ThreadPool.UnsafeQueueUserWorkItem(static cache => _ = cache.RunAsync(), this, preferLocal: false);
            return pending.Task;
        }
    }

    /// <summary>Ends the fetch under way, and whoever waits for it.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
        }

        end.Cancel();
        end.Dispose();
    }

    private async Task RunAsync()
    {
        long timestamp = begun!.Value;
        KnownKeys? before = fetched?.Keys;
        (KnownKeys? Keys, JwksFailure? Failure) result = default;
        try
        {
            result = await fetch.RunAsync(before, ended).ConfigureAwait(false);
        }
        finally
        {
            // Whatever a host's clock may throw, nobody waits for ever.
            Finish(result.Keys, result.Failure, timestamp);
        }

        Tell(result.Keys, result.Failure, before);
    }

    private void Finish(KnownKeys? keys, JwksFailure? failure, long timestamp)
    {
        TaskCompletionSource done;
        lock (gate)
        {
            fetched = keys is null ? fetched : new FetchedKeys(keys, timestamp);
            lastFailure = keys is null ? failure ?? lastFailure : null;
            done = pending!;
            pending = null;
        }

        done.SetResult();
    }

    private void Tell(KnownKeys? keys, JwksFailure? failure, KnownKeys? before)
    {
        try
        {
            if (failure is not null)
            {
                options.OnFailure?.Invoke(failure);
            }
            else if (keys is not null)
            {
                options.OnSuccess?.Invoke();
                TellOfSkipped(keys.Skipped, before?.Skipped ?? []);
            }
        }
        catch (Exception)
        {
            // A log that fails must not end the process, which an exception on a thread of the pool would.
        }
    }

    private void TellOfSkipped(IReadOnlyList<SkippedJwk> skipped, IReadOnlyList<SkippedJwk> before)
    {
        if (!SkippedJwk.AreSame(skipped, before))
        {
            options.OnSkipped?.Invoke(skipped);
        }
    }

    private sealed record FetchedKeys(KnownKeys Keys, long Timestamp);
}
