namespace JwtKit;

/// <summary>Whether the table can be used, as far as the batches could tell. An outage is logged once, with its cause, and its end once.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class Availability(TimeProvider timeProvider, ReplayStoreLog log)
{
    /// <summary>
    /// For how long calls are refused at once when a batch has failed during an outage. There is none after the failure that began it: a connection that
    /// had died in the pool costs one batch.
    /// </summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private bool hasWorked;
    private bool isDown;
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
                return pauseStart is { } start && timeProvider.GetElapsedTime(start) < Pause;
            }
        }
    }

    /// <param name="fault">What a log may say of the cause.</param>
    /// <param name="isProbe">Whether the batch began during the outage.</param>
    public void Failed(string fault, bool isProbe)
    {
        bool begins;
        lock (gate)
        {
            begins = !isDown;
            isDown = true;
            pauseStart = isProbe ? timeProvider.GetTimestamp() : pauseStart;
        }

        if (begins)
        {
            log.OutageBegan(fault);
        }
    }

    public void Worked()
    {
        bool ends;
        lock (gate)
        {
            ends = isDown;
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
