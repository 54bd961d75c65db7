namespace JwtKit;

/// <summary>Lets one message pass within a period, and counts those that it holds back.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class LogThrottle(TimeProvider timeProvider, TimeSpan period)
{
    private readonly Lock gate = new();
    private long? last;
    private int held;

    /// <summary>Whether a message may be logged now.</summary>
    /// <param name="suppressed">How many were held back since the last one that was logged.</param>
    public bool TryPass(out int suppressed)
    {
        lock (gate)
        {
            suppressed = held;
            if (last is { } then && timeProvider.GetElapsedTime(then) < period)
            {
                held++;
                return false;
            }

            last = timeProvider.GetTimestamp();
            held = 0;
            return true;
        }
    }
}
