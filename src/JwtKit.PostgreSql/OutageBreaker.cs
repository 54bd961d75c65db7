namespace JwtKit;

/// <summary>
/// Whether the table can be used, as far as the batches could tell. An outage is logged once, with its cause, and its end once; of outages that begin within
/// a minute, the first. One that lasts is logged when the minute is over.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class OutageBreaker(TimeProvider timeProvider, DriverCalls calls, ReplayStoreLog log)
{
    /// <summary>Within it one outage is logged.</summary>
    public static readonly TimeSpan LogPeriod = TimeSpan.FromMinutes(1);

    /// <summary>For how long calls are refused at once where many of the driver's calls did not end: each new one could take one more connection of the pool.</summary>
    public static readonly TimeSpan LongPause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// For how long calls are refused at once when a batch has failed during an outage. There is none after the failure that began it: a connection that
    /// had died in the pool costs one batch.
    /// </summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private bool hasWorked;
    private bool isDown;
    private bool isTold;
    private long? lastTold;
    private int untold;
    private long? pauseStart;

    /// <summary>Whether the latest batch failed.</summary>
    public bool IsDown
    {
        get
        {
            lock (gate)
            {
                return isDown;
            }
        }
    }

    /// <summary>Whether the latest batch succeeded.</summary>
    public bool IsUp
    {
        get
        {
            lock (gate)
            {
                return hasWorked && !isDown;
            }
        }
    }

    /// <summary>Whether it is too early to try again.</summary>
    public bool IsPausing
    {
        get
        {
            lock (gate)
            {
                return pauseStart is { } start && timeProvider.GetElapsedTime(start) < (calls.AreManyAbandoned ? LongPause : Pause);
            }
        }
    }

    /// <param name="fault">What a log may say of the cause.</param>
    /// <param name="isProbe">Whether the batch began during the outage.</param>
    public void Failed(string fault, bool isProbe)
    {
        bool tells;
        int suppressed;
        lock (gate)
        {
            untold += isDown ? 0 : 1;
            isDown = true;
            pauseStart = isProbe ? timeProvider.GetTimestamp() : pauseStart;
            tells = !isTold && (lastTold is not { } last || timeProvider.GetElapsedTime(last) >= LogPeriod);
            suppressed = untold - 1;
            if (tells)
            {
                isTold = true;
                lastTold = timeProvider.GetTimestamp();
                untold = 0;
            }
        }

        if (tells)
        {
            log.OutageBegan(fault, suppressed);
        }
    }

    public void Worked()
    {
        bool ends;
        lock (gate)
        {
            ends = isTold;
            isTold = false;
            hasWorked = true;
            isDown = false;
            pauseStart = null;
        }

        if (ends)
        {
            log.OutageEnded();
        }
    }
}
