using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>Deletes the rows that are over, in the background and in small steps. It waits where the table cannot be used, and refuses no call when it fails.</summary>
internal sealed class Cleaning : IAsyncDisposable
{
    /// <summary>How many rows one transaction deletes at most.</summary>
    public const int StepSize = 1000;

    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(30);

    private readonly ReplayTable table;
    private readonly Availability availability;
    private readonly TimeProvider timeProvider;
    private readonly ReplayStoreLog log;
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;
    private bool hasFailed;

    public Cleaning(ReplayTable table, Availability availability, PostgreSqlReplayOptions options, TimeProvider timeProvider, ReplayStoreLog log)
    {
        this.table = table;
        this.availability = availability;
        this.timeProvider = timeProvider;
        this.log = log;

        // Made here, not when the loop comes to run: the interval counts from now.
        PeriodicTimer timer = new(options.CleaningInterval, timeProvider);
        loop = Detached.Run(() => RunAsync(timer));
    }

    /// <summary>Ends the loop, and a step that is under way.</summary>
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
        using CancellationTokenSource tooLong = new(StepTime, timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, stop.Token);
        return await table.DeleteOverAsync(StepSize, either.Token).ConfigureAwait(false);
    }

    private async Task RunAsync(PeriodicTimer timer)
    {
        using PeriodicTimer own = timer;
        while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
        {
            if (availability.IsUp)
            {
                await CleanAsync().ConfigureAwait(false);
            }
        }
    }
}
