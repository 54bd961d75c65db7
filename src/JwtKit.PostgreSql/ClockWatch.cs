namespace JwtKit;

/// <summary>
/// Notices that the clocks of the database and of this node differ by more than they may. No token is accepted twice for that, because a row is deleted by the
/// earlier clock and an id is over by the later one; but rows then stay longer, and tokens are refused that are not over.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class ClockWatch(TimeProvider timeProvider, ReplayStoreLog log)
{
    /// <summary>Half of the margin of the statements; more than any call may take, so that a slow answer is not taken for a wrong clock.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>How often it is logged at most.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly LogThrottle throttle = new(timeProvider, Period);

    /// <summary>What this node takes for the time.</summary>
    public DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    /// <param name="serverTime">The database's clock, as it has just answered.</param>
    public void Note(DateTime serverTime)
    {
        TimeSpan ahead = serverTime - Now;
        if (ahead.Duration() > Tolerance && throttle.TryPass(out _))
        {
            log.ClocksDiffer((long)ahead.Duration().TotalSeconds, ahead > TimeSpan.Zero ? "ahead of" : "behind");
        }
    }
}
