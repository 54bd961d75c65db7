using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>Deletes the rows that are over, in the background and in small steps. It waits where the table cannot be used, and refuses no call when it fails.</summary>
internal sealed class ExpiredRowCleaner : IAsyncDisposable
{
    /// <summary>How many rows one transaction deletes at most.</summary>
    public const int StepSize = 1000;

    /// <summary>How long one step may take.</summary>
    public static readonly TimeSpan StepTime = TimeSpan.FromSeconds(30);

    /// <summary>How long a step that was cancelled is waited for.</summary>
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(2);

    private readonly IReplayTable table;
    private readonly DriverCalls calls;
    private readonly OutageBreaker availability;
    private readonly ClockWatch clocks;
    private readonly ReplayStoreLog log;
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;
    private bool hasFailed;

    public ExpiredRowCleaner(
        IReplayTable table,
        DriverCalls calls,
        OutageBreaker availability,
        ClockWatch clocks,
        PostgreSqlReplayOptions options,
        TimeProvider timeProvider,
        ReplayStoreLog log)
    {
        this.table = table;
        this.calls = calls;
        this.availability = availability;
        this.clocks = clocks;
        this.log = log;

        // Made here, not when the loop comes to run: the interval counts from now.
        PeriodicTimer timer = new(options.CleaningInterval, timeProvider);
        loop = Detached.Run(() => RunAsync(timer));
    }

    /// <summary>Ends the loop, and a step that is under way, unless the driver does not return from it.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Steps until nothing is left to delete.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever goes wrong is logged, and tried again after the interval.")]
    internal async Task CleanAsync()
    {
        try
        {
            while (await StepAsync().ConfigureAwait(false) == StepSize)
            {
            }

            hasFailed = false;
        }
        catch (Exception fault)
        {
            if (!hasFailed && !stop.IsCancellationRequested)
            {
                log.CleaningFailed(FaultText.Of(fault));
            }

            hasFailed = true;
        }
    }

    private async Task<int> StepAsync()
    {
        DriverCall<CleaningResult> call = calls.Begin(token => table.DeleteOverAsync(StepSize, clocks.Now, token));
        try
        {
            CleaningResult answer = await call.AnswerAsync(StepTime, stop.Token).ConfigureAwait(false);
            clocks.Note(answer.ServerTime);
            return answer.Deleted;
        }
        finally
        {
            await call.EndAsync(EndTime).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(PeriodicTimer timer)
    {
        using PeriodicTimer own = timer;
        while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
        {
            if (availability.IsUp && !calls.AreManyAbandoned)
            {
                await CleanAsync().ConfigureAwait(false);
            }
        }
    }
}

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
