using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class OutageTests
{
    [Test]
    public async Task Refuses_while_the_server_is_down_and_goes_on_by_itself()
    {
        PostgreSqlServer server = SharedServer.Get();
        await using TestStore store = new(server);
        await store.RecordAsync("a");
        List<ReplayOutcome> during = [];
        server.StopHard();
        try
        {
            for (int number = 0; number < 20; number++)
            {
                during.Add(await store.RecordAfterPauseAsync($"during {number}"));
            }
        }
        finally
        {
            server.StartAgain();
        }

        ReplayOutcome[] after = [await store.RecordAfterPauseAsync("a"), await store.RecordAsync("b")];

        Assert.That(during, Is.All.EqualTo(ReplayOutcome.Unavailable));
        Assert.That(after, Is.EqualTo([ReplayOutcome.AlreadyRecorded, ReplayOutcome.Recorded]));
        Assert.That(store.Log.Names, Is.EqualTo(["OutageBegan", "OutageEnded"]));
    }

    [Test]
    public async Task Does_not_try_for_a_second_after_a_failure_during_an_outage()
    {
        PostgreSqlServer server = SharedServer.Get();
        await using TestStore store = new(server);
        await store.RecordAsync("warm up");
        server.StopHard();
        try
        {
            await store.RecordAsync("begins the outage");
            await store.RecordAsync("tries again");
        }
        finally
        {
            server.StartAgain();
        }

        ReplayOutcome[] outcomes = [await store.RecordAsync("a"), await store.RecordAfterPauseAsync("a")];

        Assert.That(outcomes, Is.EqualTo([ReplayOutcome.Unavailable, ReplayOutcome.Recorded]));
    }

    [Test]
    public async Task Loses_one_call_to_connections_that_died_between_calls()
    {
        PostgreSqlServer server = SharedServer.Get();
        await using TestStore store = new(server);
        await store.RecordAsync("warm up");
        IReadOnlyList<Task<ReplayOutcome>> earlier;
        await using (await TableLock.TakeAsync(server, store.Table))
        {
            earlier = await store.OccupyAsync();
        }

        // Their connections are in the pool only now: a call that is under way while the server stops would be lost too.
        await Task.WhenAll(earlier);
        server.StopHard();
        server.StartAgain();

        ReplayOutcome[] outcomes = [await store.RecordAsync("finds a dead connection"), await store.RecordAsync("a")];

        Assert.That(outcomes, Is.EqualTo([ReplayOutcome.Unavailable, ReplayOutcome.Recorded]));
    }

    [Test]
    public async Task Refuses_when_the_time_is_up()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("warm up");
        await using (await TableLock.TakeAsync(SharedServer.Get(), store.Table))
        {
            Task<ReplayOutcome> call = store.RecordAsync("a");
            await store.StatementsWaitAsync(1);

            store.TimeOut();

            Assert.That(await call, Is.EqualTo(ReplayOutcome.Unavailable));
        }

        Assert.That(store.Log.TextOf("OutageBegan"), Is.EqualTo("One-time tokens are refused until the replay table can be used: no answer in time."));
        await Eventually.IsTrueAsync(
            async () => await store.RecordAfterPauseAsync("a") is ReplayOutcome.Recorded or ReplayOutcome.AlreadyRecorded, "the store works again");
    }

    [Test]
    public async Task Refuses_what_waits_behind_a_batch_that_fails()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("warm up");
        await using (await TableLock.TakeAsync(SharedServer.Get(), store.Table))
        {
            await store.OccupyAsync();
            Task<ReplayOutcome>[] behind = [.. Enumerable.Range(0, 10).Select(number => store.RecordAsync($"behind {number}"))];

            store.TimeOut();

            Assert.That(await Task.WhenAll(behind), Is.All.EqualTo(ReplayOutcome.Unavailable));
        }
    }

    [TestCase("SELECT pg_terminate_backend(pid)", "SQLSTATE 57P01")]
    [TestCase("SELECT pg_cancel_backend(pid)", "SQLSTATE 57014")]
    public async Task Refuses_and_does_not_try_again_when_the_statement_is_interrupted(string interrupt, string fault)
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("warm up");
        Task<ReplayOutcome> call;
        await using (await TableLock.TakeAsync(SharedServer.Get(), store.Table))
        {
            call = store.RecordAsync("a");
            await store.StatementsWaitAsync(1);
            await store.Server.RunAsync($"{interrupt} FROM pg_stat_activity WHERE application_name = '{store.ApplicationName}'");

            Assert.That(await call, Is.EqualTo(ReplayOutcome.Unavailable));
        }

        Assert.That(store.Log.TextOf("OutageBegan"), Is.EqualTo($"One-time tokens are refused until the replay table can be used: {fault}."));
        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Recorded));
    }

    [Test]
    public async Task Never_logs_the_password()
    {
        PostgreSqlServer server = SharedServer.Get();
        await using TestStore store = new(server, connect: static connection => connection.Password += "wrong");

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Unavailable));
        Assert.That(store.Log.Texts, Is.EqualTo(["One-time tokens are refused until the replay table can be used: SQLSTATE 28P01."]));
        Assert.That(store.Log.Texts, Has.None.Contains(server.Password));
    }

    [Test]
    public async Task Never_logs_where_the_server_is()
    {
        await using TestStore store = new(SharedServer.Get(), connect: static connection => connection.Port = 1);

        await store.RecordAsync("a");

        Assert.That(
            store.Log.Texts, Is.EqualTo(["One-time tokens are refused until the replay table can be used: NpgsqlException, ConnectionRefused."]));
    }
}
