using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>
/// Knows whose token is whose: from an answer that is still fresh, or by asking the service, once for all who wait for the same token. Tokens are known by
/// their hash.
/// </summary>
/// <remarks>Safe for concurrent use. Failures are not kept, so the next request asks again.</remarks>
internal sealed class KaizalaIntrospection(KaizalaClient service, KaizalaOptions options, TimeProvider timeProvider)
{
    /// <summary>How many refusals are kept. Apart from the users, so that no flood of made-up tokens drives them out.</summary>
    private const int RefusalCapacity = 1_000;

    /// <summary>How long a refusal is kept: enough for a caller who repeats an expired token, short where the service was wrong.</summary>
    private static readonly TimeSpan RefusalDuration = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, KaizalaRequest> calls = new(StringComparer.Ordinal);
    private readonly ExpiringCache<KaizalaResponse> users = new(options.CacheCapacity, options.CacheDuration, timeProvider);
    private readonly ExpiringCache<KaizalaResponse> refusals =
        new(RefusalCapacity, options.CacheDuration < RefusalDuration ? options.CacheDuration : RefusalDuration, timeProvider);

    /// <summary>Finds out about a token.</summary>
    /// <param name="token">Well-formed.</param>
    /// <param name="cancellationToken">Ends this caller's wait; the others' goes on.</param>
    public async ValueTask<KaizalaResponse> FindAsync(string token, CancellationToken cancellationToken)
    {
        string hash = KaizalaToken.HashOf(token);
        KaizalaRequest? call;
        bool isFirst = false;
        lock (gate)
        {
            if (users.TryFind(hash, out KaizalaResponse? known) || refusals.TryFind(hash, out known))
            {
                return known;
            }

            if (!calls.TryGetValue(hash, out call))
            {
                call = new KaizalaRequest();
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
    private async Task AskAsync(KaizalaRequest call, string hash, string token)
    {
        KaizalaResponse answer = KaizalaResponse.Unavailable;
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
            else if (ReferenceEquals(answer, KaizalaResponse.Refused))
            {
                refusals.Keep(hash, answer, asked);
            }

            Remove(call, hash);
        }

        call.Complete(answer);
    }

    private void Leave(KaizalaRequest call, string hash)
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

    private void Remove(KaizalaRequest call, string hash)
    {
        if (calls.TryGetValue(hash, out KaizalaRequest? current) && ReferenceEquals(current, call))
        {
            calls.Remove(hash);
        }
    }
}

/// <summary>One question to the service, and all the callers who wait for its answer.</summary>
/// <remarks>Its owner locks where it counts callers.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, wait handle or link, so there is nothing to release; and the last caller may cancel it after the call has ended.")]
internal sealed class KaizalaRequest
{
    private readonly CancellationTokenSource abandonment = new();

    // Continuations run elsewhere: a thousand waiting requests must not go on one after the other on the thread that brought the answer.
    private readonly TaskCompletionSource<KaizalaResponse> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Callers { get; set; }

    public Task<KaizalaResponse> Answer => answer.Task;

    /// <summary>Cancelled once nobody waits any more.</summary>
    public CancellationToken Abandoned => abandonment.Token;

    public void Abandon() => abandonment.Cancel();

    public void Complete(KaizalaResponse value) => answer.SetResult(value);
}

/// <summary>What came of asking about a token.</summary>
internal sealed class KaizalaResponse
{
    private KaizalaResponse(KaizalaUser? user) => User = user;

    /// <summary>The service says that the token is not valid, or no longer.</summary>
    public static KaizalaResponse Refused { get; } = new(null);

    /// <summary>The service did not say, so nobody knows.</summary>
    public static KaizalaResponse Unavailable { get; } = new(null);

    /// <summary>Whose token it is; null for a token that is not valid or was not checked.</summary>
    public KaizalaUser? User { get; }

    public static KaizalaResponse Of(KaizalaUser user) => new(user);
}
