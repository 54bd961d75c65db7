using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

/// <summary>A database that comes and goes does not fill the log: at most one outage a minute is in it, with its end.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FlappingTests
{
    private const string Begin = "One-time tokens are refused until the replay table can be used: InvalidOperationException.";

    private readonly AdjustableTimeProvider time = new();
    private readonly StoreLog log = new();
    private int records;
    private bool isDown;

    [Test]
    public async Task Logs_one_outage_and_its_end_of_many_within_a_minute()
    {
        await using PostgreSqlReplayStore store = Make();

        for (int flap = 0; flap < 20; flap++)
        {
            await FlapAsync(store);
        }

        Assert.That(log.Names, Is.EqualTo(["OutageBegan", "OutageEnded"]));
    }

    [Test]
    public async Task Says_with_the_next_outage_how_many_were_not_logged()
    {
        await using PostgreSqlReplayStore store = Make();
        for (int flap = 0; flap < 20; flap++)
        {
            await FlapAsync(store);
        }

        time.Advance(TimeSpan.FromMinutes(1));
        await FlapAsync(store);

        Assert.That(
            log.Texts,
            Is.EqualTo([
                Begin,
                "The replay table can be used again: one-time tokens are accepted.",
                Begin + " 19 outages since the last one in the log were not logged; at most one a minute is.",
                "The replay table can be used again: one-time tokens are accepted.",
            ]));
    }

    /// <summary>Otherwise the log would say that all is well while nothing is.</summary>
    [Test]
    public async Task Logs_an_outage_that_lasts_once_the_minute_is_over()
    {
        await using PostgreSqlReplayStore store = Make();
        await FlapAsync(store);
        isDown = true;
        await RecordAsync(store);
        int within = log.Names.Count();

        time.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync(store);

        Assert.That(within, Is.EqualTo(2));
        Assert.That(log.Texts.Skip(2), Is.EqualTo([Begin]));
    }

    [Test]
    public async Task Logs_each_outage_of_a_database_that_goes_down_once_a_minute()
    {
        await using PostgreSqlReplayStore store = Make();
        for (int flap = 0; flap < 3; flap++)
        {
            await FlapAsync(store);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(log.Texts.Count(static text => text == Begin), Is.EqualTo(3));
    }

    /// <summary>The queue that overflows and empties again is a flap too.</summary>
    [Test]
    public void Lets_one_message_of_a_period_pass_and_counts_the_others()
    {
        LogThrottle throttle = new(time, TimeSpan.FromMinutes(1));
        bool first = throttle.TryPass(out int before);
        bool second = throttle.TryPass(out _);
        bool third = throttle.TryPass(out _);
        time.Advance(TimeSpan.FromMinutes(1));
        bool later = throttle.TryPass(out int suppressed);

        Assert.That((first, before, second, third, later, suppressed), Is.EqualTo((true, 0, false, false, true, 2)));
    }

    private PostgreSqlReplayStore Make() => new(
        _ => new FakeTable { OnRecord = (_, _) => isDown ? throw new InvalidOperationException() : Task.CompletedTask },
        new PostgreSqlReplayOptions { CleaningInterval = Timeout.InfiniteTimeSpan },
        log,
        time);

    private async Task FlapAsync(PostgreSqlReplayStore store)
    {
        isDown = true;
        await RecordAsync(store);
        isDown = false;
        await RecordAsync(store);
    }

    private Task<ReplayOutcome> RecordAsync(PostgreSqlReplayStore store) =>
        store.TryRecordAsync(ReplayId.Create("flapping", $"{records++}"), TestStore.Later, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromMinutes(1));
}
