namespace JwtKit;

/// <summary>
/// Knows whose token is whose: from an answer that is still fresh, or by asking the service, once for all who wait for the same token. Tokens are known by
/// their hash.
/// </summary>
/// <remarks>Safe for concurrent use. Failures are not kept, so the next request asks again.</remarks>
internal sealed class KaizalaUsers(KaizalaService service, KaizalaOptions options, TimeProvider timeProvider)
{
    /// <summary>How many refusals are kept. Apart from the users, so that no flood of made-up tokens drives them out.</summary>
    private const int RefusalCapacity = 1_000;

    /// <summary>How long a refusal is kept: enough for a caller who repeats an expired token, short where the service was wrong.</summary>
    private static readonly TimeSpan RefusalDuration = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, KaizalaCall> calls = new(StringComparer.Ordinal);
    private readonly ExpiringCache<KaizalaAnswer> users = new(options.CacheCapacity, options.CacheDuration, timeProvider);
    private readonly ExpiringCache<KaizalaAnswer> refusals =
        new(RefusalCapacity, options.CacheDuration < RefusalDuration ? options.CacheDuration : RefusalDuration, timeProvider);

    /// <summary>Finds out about a token.</summary>
    /// <param name="token">Well-formed.</param>
    /// <param name="cancellationToken">Ends this caller's wait; the others' goes on.</param>
    public async ValueTask<KaizalaAnswer> FindAsync(string token, CancellationToken cancellationToken)
    {
        string hash = KaizalaToken.HashOf(token);
        KaizalaCall? call;
        bool isFirst = false;
        lock (gate)
        {
            if (users.TryFind(hash, out KaizalaAnswer? known) || refusals.TryFind(hash, out known))
            {
                return known;
            }

            if (!calls.TryGetValue(hash, out call))
            {
                call = new KaizalaCall();
                calls.Add(hash, call);
                isFirst = true;
            }

            call.Callers++;
        }

        if (isFirst)
        {
            _ = AskAsync(call, hash, token);
        }

        try
        {
            return await call.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(call, hash);
        }
    }

    /// <summary>Never throws: no one awaits it.</summary>
    private async Task AskAsync(KaizalaCall call, string hash, string token)
    {
        KaizalaAnswer answer = KaizalaAnswer.Unavailable;
        long asked = 0;
        try
        {
            asked = timeProvider.GetTimestamp();
            answer = await service.AskAsync(token, call.Abandoned).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whatever a host's clock or logger throws, nobody waits for ever.
        }

        lock (gate)
        {
            // Kept and gone in one step: no caller finds neither the answer nor the call, and asks a second time.
            if (answer.User is not null)
            {
                users.Keep(hash, answer, asked);
            }
            else if (ReferenceEquals(answer, KaizalaAnswer.Refused))
            {
                refusals.Keep(hash, answer, asked);
            }

            Remove(call, hash);
        }

        call.Complete(answer);
    }

    private void Leave(KaizalaCall call, string hash)
    {
        lock (gate)
        {
            call.Callers--;
            if (call.Callers > 0 || call.Answer.IsCompleted)
            {
                return;
            }

            // Out of reach before it ends, so that whoever comes next asks anew instead of sharing its end.
            Remove(call, hash);
        }

        call.Abandon();
    }

    private void Remove(KaizalaCall call, string hash)
    {
        if (calls.TryGetValue(hash, out KaizalaCall? current) && ReferenceEquals(current, call))
        {
            calls.Remove(hash);
        }
    }
}
