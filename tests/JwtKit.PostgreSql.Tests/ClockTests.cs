using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

/// <summary>One wrong clock, the database's or a node's, lets no token be used twice, and is noticed.</summary>
internal sealed class ClockTests
{
    private static readonly TimeSpan Jump = TimeSpan.FromHours(2);

    private static int count;

    [Test]
    public async Task Keeps_a_used_token_used_when_the_clock_of_the_database_jumps_ahead_for_a_cleaning()
    {
        FakeServerClock clock = await MakeClockAsync();
        await using TestStore store = new(SharedServer.Get(), connect: clock.Use);
        await store.RecordAsync("a");

        await clock.SetAheadAsync(Jump);
        await store.Store.CleanAsync();
        await clock.SetAheadAsync(TimeSpan.Zero);

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.AlreadyRecorded));
    }

    [Test]
    public async Task Keeps_a_used_token_used_when_the_clock_of_the_node_jumps_ahead_for_a_cleaning()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("a");

        store.Time.ClockAhead = Jump;
        await store.Store.CleanAsync();
        store.Time.ClockAhead = TimeSpan.Zero;

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.AlreadyRecorded));
    }

    [Test]
    public async Task Keeps_a_used_token_used_when_another_node_whose_clock_is_ahead_cleans()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("a");
        await using TestStore other = new(SharedServer.Get(), table: store.Table);
        other.Time.ClockAhead = Jump;

        await other.Store.CleanAsync();

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.AlreadyRecorded));
    }

    [Test]
    public async Task Keeps_a_used_token_used_when_the_clock_of_the_database_jumps_ahead_for_the_cleaning_of_another_node()
    {
        FakeServerClock clock = await MakeClockAsync();
        await using TestStore store = new(SharedServer.Get(), connect: clock.Use);
        await store.RecordAsync("a");
        await using TestStore other = new(SharedServer.Get(), connect: clock.Use, table: store.Table);

        await clock.SetAheadAsync(Jump);
        await other.Store.CleanAsync();
        await clock.SetAheadAsync(TimeSpan.Zero);

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.AlreadyRecorded));
    }

    /// <summary>The row of such a token may have been deleted while both clocks were right.</summary>
    [Test]
    public async Task Takes_a_token_that_is_over_for_none_when_the_clock_of_the_database_goes_back()
    {
        FakeServerClock clock = await MakeClockAsync();
        await using TestStore store = new(SharedServer.Get(), connect: clock.Use);
        await clock.SetAheadAsync(-Jump);

        Assert.That(await store.RecordAsync("a", DateTimeOffset.UtcNow.AddMinutes(-11)), Is.EqualTo(ReplayOutcome.Expired));
    }

    [Test]
    public async Task Takes_a_token_that_is_over_for_none_when_the_clock_of_the_node_goes_back()
    {
        await using TestStore store = new(SharedServer.Get());
        store.Time.ClockAhead = -Jump;

        Assert.That(await store.RecordAsync("a", DateTimeOffset.UtcNow.AddMinutes(-11)), Is.EqualTo(ReplayOutcome.Expired));
    }

    [Test]
    public async Task Deletes_a_row_that_is_over_by_both_clocks_alone()
    {
        await using TestStore store = new(SharedServer.Get());
        store.Time.ClockAhead = -Jump;
        await store.RecordAsync("a");
        await store.Server.RunAsync($"UPDATE \"{store.Table}\" SET expires = now() - interval '11 minutes'");
        await store.Store.CleanAsync();
        long whileBehind = await store.CountRowsAsync();

        store.Time.ClockAhead = TimeSpan.Zero;
        await store.Store.CleanAsync();

        Assert.That((whileBehind, await store.CountRowsAsync()), Is.EqualTo((1, 0)));
    }

    [TestCase(7200, "behind")]
    [TestCase(-7200, "ahead of")]
    public async Task Logs_a_clock_of_the_node_that_is_wrong(int seconds, string direction)
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("a");
        store.Time.ClockAhead = TimeSpan.FromSeconds(seconds);

        await store.RecordAsync("b");

        Assert.That(store.Log.Names, Is.EqualTo(["ClocksDiffer"]));
        Assert.That(
            store.Log.TextOf("ClocksDiffer"),
            Does.Match(
                $"^Set the clocks: the database's is 7(199|200) seconds {direction} this node's\\. No token is accepted twice for that, but tokens can be refused too early, "
                + "and rows of the replay table stay longer\\. This is logged once an hour at most\\.$"));
    }

    [Test]
    public async Task Logs_a_clock_of_the_database_that_jumps_for_a_cleaning()
    {
        FakeServerClock clock = await MakeClockAsync();
        await using TestStore store = new(SharedServer.Get(), connect: clock.Use);
        await store.RecordAsync("a");
        await clock.SetAheadAsync(Jump);

        await store.Store.CleanAsync();

        Assert.That(store.Log.Names, Is.EqualTo(["ClocksDiffer"]));
    }

    [Test]
    public async Task Logs_a_wrong_clock_once_an_hour()
    {
        await using TestStore store = new(SharedServer.Get(), static options => options.CleaningInterval = Timeout.InfiniteTimeSpan);
        store.Time.ClockAhead = Jump;
        await store.RecordAsync("a");
        store.Time.Advance(TimeSpan.FromMinutes(59));
        await store.RecordAsync("b");
        int withinAnHour = store.Log.Names.Count();
        store.Time.Advance(TimeSpan.FromMinutes(1));
        await store.RecordAsync("c");

        Assert.That((withinAnHour, store.Log.Names.Count()), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Logs_nothing_of_clocks_that_differ_by_less_than_5_minutes()
    {
        await using TestStore store = new(SharedServer.Get());
        store.Time.ClockAhead = TimeSpan.FromMinutes(4);

        await store.RecordAsync("a");

        Assert.That(store.Log.Names, Is.Empty);
    }

    private static Task<FakeServerClock> MakeClockAsync() =>
        FakeServerClock.MakeAsync(SharedServer.Get(), FormattableString.Invariant($"fake_clock_{Interlocked.Increment(ref count)}"));
}
