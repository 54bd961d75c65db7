namespace JwtKit;

/// <summary>What a <see cref="PayloadShare"/> takes memory for.</summary>
internal enum PayloadUse
{
    /// <summary>What a caller sends, and what was opened of it. Gets three quarters of the budget, so that uploads never take the room of responses.</summary>
    Request,

    /// <summary>What an endpoint answers, and its ciphertext.</summary>
    Response,

    /// <summary>The few bytes that say why there is no other response. Always counted, never refused.</summary>
    Refusal,
}

/// <summary>The bytes that the payloads of all requests under way hold, and how many they may hold. Safe for concurrent use.</summary>
internal sealed class PayloadBudget
{
    /// <summary>256 MiB.</summary>
    public const long DefaultLimit = 256 * 1024 * 1024;

    /// <summary>1 MiB.</summary>
    public const long LeastLimit = 1024 * 1024;

    /// <summary>
    /// How many times the longest message must fit. One request takes up to 2.5 times its length and 64 KiB, out of three quarters of the budget: its text, and the array from
    /// the pool that it is opened into. Its response takes less.
    /// </summary>
    public const int LeastMessages = 4;

    private static readonly TimeSpan WarningPeriod = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private long? configured;
    private int longestConfigured;
    private int longestOfEndpoints;
    private long limit = DefaultLimit;
    private long taken;
    private long? warned;
    private long unreported;

    /// <summary>In bytes.</summary>
    public long Limit => Volatile.Read(ref limit);

    /// <summary>In bytes.</summary>
    public long Taken => Volatile.Read(ref taken);

    /// <summary>The longest message that an endpoint takes, in bytes; 0 without one.</summary>
    public int LongestOfEndpoints => Volatile.Read(ref longestOfEndpoints);

    /// <summary>The longest message of payload encryptions, in bytes; 0 without one. Lengths that are faults of their entries do not count.</summary>
    public static int LongestMessage(IEnumerable<EnvelopeOptions> envelopes) =>
        envelopes.Select(static envelope => envelope.MaximumLength ?? EnvelopeFactory.DefaultMaximumLength).Where(EnvelopeFactory.IsAcceptable).DefaultIfEmpty().Max();

    /// <summary>Takes over a configuration. What is taken at present stays so.</summary>
    public void Use(JwtKitOptions options)
    {
        lock (gate)
        {
            configured = options.MaximumPayloadMemory;
            longestConfigured = LongestMessage(options.Envelopes.Values);
            SetLimit();
        }
    }

    /// <summary>Notes an endpoint; false if a message of this length may never fit.</summary>
    public bool TryAdmit(int maximumLength)
    {
        lock (gate)
        {
            longestOfEndpoints = Math.Max(longestOfEndpoints, maximumLength);
            SetLimit();
            return (long)maximumLength * LeastMessages <= limit;
        }
    }

    /// <summary>Whether so many bytes of a request would fit now.</summary>
    public bool HasRoom(long bytes) => bytes <= LimitOf(PayloadUse.Request) - Taken;

    /// <summary>Counts bytes only where they fit: what is refused never takes the room of others, not even for a moment.</summary>
    public bool TryTake(long bytes, PayloadUse use)
    {
        long most = LimitOf(use);
        long seen = Taken;
        while (bytes <= most - seen)
        {
            long found = Interlocked.CompareExchange(ref taken, seen + bytes, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    public void Give(long bytes) => Interlocked.Add(ref taken, -bytes);

    /// <summary>Whether a refusal is to be warned about: the first of a minute. The others are counted.</summary>
    /// <param name="time">The clock; an operator who sets it changes nothing.</param>
    /// <param name="suppressed">How many were not warned about since the last warning.</param>
    public bool IsWarningDue(TimeProvider time, out long suppressed)
    {
        lock (gate)
        {
            suppressed = unreported;
            if (warned is { } last && time.GetElapsedTime(last) < WarningPeriod)
            {
                unreported++;
                return false;
            }

            warned = time.GetTimestamp();
            unreported = 0;
            return true;
        }
    }

    private long LimitOf(PayloadUse use) => use switch
    {
        PayloadUse.Request => Limit / 4 * 3,
        PayloadUse.Response => Limit,
        _ => long.MaxValue,
    };

    private void SetLimit() =>
        Volatile.Write(ref limit, configured ?? Math.Max(DefaultLimit, (long)LeastMessages * Math.Max(longestConfigured, longestOfEndpoints)));
}

/// <summary>What one request holds of the <see cref="PayloadBudget"/>. All of it goes back when this is disposed, however the request ends. Safe for concurrent use.</summary>
internal sealed class PayloadShare(PayloadBudget budget) : IDisposable
{
    private readonly Lock gate = new();
    private long taken;
    private bool isClosed;

    public bool HasRoom(long bytes) => budget.HasRoom(bytes);

    /// <summary>False if there is no room, or if the request is over: work that outlives it gets no more.</summary>
    public bool TryTake(long bytes, PayloadUse use)
    {
        lock (gate)
        {
            if (isClosed || !budget.TryTake(bytes, use))
            {
                return false;
            }

            taken += bytes;
            return true;
        }
    }

    public void Give(long bytes)
    {
        lock (gate)
        {
            long given = Math.Min(bytes, taken);
            taken -= given;
            budget.Give(given);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            budget.Give(taken);
            taken = 0;
        }
    }
}

/// <summary>There is no room for a payload among those of all requests under way.</summary>
internal sealed class PayloadMemoryException()
    : InvalidOperationException($"The payloads of all requests under way leave no room for this one; {nameof(JwtKitOptions.MaximumPayloadMemory)} of JwtKit sets how many bytes they may take together.");

/// <summary>Whether every message that is accepted fits into the memory for payloads.</summary>
internal static class PayloadMemoryCheck
{
    /// <param name="options">The options.</param>
    /// <param name="longestOfEndpoints">The longest message that an endpoint accepts, in bytes; 0 before there is one.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static void NoteFaults(JwtKitOptions options, int longestOfEndpoints, ICollection<string> faults)
    {
        if (FaultOf(options, options.Envelopes.Values, longestOfEndpoints) is { } fault)
        {
            faults.Add(fault);
        }
    }

    /// <summary>What is wrong with the memory for these payload encryptions; null where nothing is.</summary>
    /// <param name="options">The options with the memory.</param>
    /// <param name="envelopes">Those of its payload encryptions that count.</param>
    /// <param name="longestOfEndpoints">The longest message that an endpoint accepts, in bytes.</param>
    public static string? FaultOf(JwtKitOptions options, IEnumerable<EnvelopeOptions> envelopes, int longestOfEndpoints)
    {
        int longest = Math.Max(PayloadBudget.LongestMessage(envelopes), longestOfEndpoints);
        long needed = Math.Max(PayloadBudget.LeastLimit, (long)longest * PayloadBudget.LeastMessages);
        return options.MaximumPayloadMemory is not { } memory || memory >= needed ? null
            : needed == PayloadBudget.LeastLimit
                ? $"{options.PayloadMemoryPath}: is {memory}; at least {needed} bytes are needed."
                : $"{options.PayloadMemoryPath}: is {memory}; at least {needed} bytes are needed, {PayloadBudget.LeastMessages} times the longest message that is accepted ({nameof(EnvelopeOptions.MaximumLength)} {longest}).";
    }
}
