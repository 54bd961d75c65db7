using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class CommitTests
{
    private const string Begin = "One-time tokens are refused until the replay table can be used: ";

    /// <summary>Here the answer has come already when the commit fails.</summary>
    [Test]
    public async Task Refuses_when_the_commit_fails()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.Store.CreateTableAsync(CancellationToken.None);
        await RaiseAsync(store, "CONSTRAINT TRIGGER {0} AFTER INSERT", "DEFERRABLE INITIALLY DEFERRED");

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Unavailable));
        Assert.That(store.Log.Texts, Is.EqualTo([$"{Begin}SQLSTATE 53100."]));
    }

    [Test]
    public async Task Refuses_when_the_disk_is_full()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.Store.CreateTableAsync(CancellationToken.None);
        await RaiseAsync(store, "TRIGGER {0} BEFORE INSERT", "");

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Unavailable));
        Assert.That(store.Log.Texts, Is.EqualTo([$"{Begin}SQLSTATE 53100."]));
    }

    /// <summary>The server then says that it committed, and warns that the standby may not have the row.</summary>
    [Test]
    public async Task Refuses_when_the_wait_for_a_standby_is_interrupted()
    {
        PostgreSqlServer server = SharedServer.Get();
        await using TestStore store = new(server);
        await store.RecordAsync("warm up");
        await using (await ServerSetting.ChangeAsync(server, "synchronous_standby_names", "standby"))
        {
            Task<ReplayOutcome> call = await CallThatWaitsForStandbyAsync(store);
            await server.RunAsync($"SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = '{store.ApplicationName}'");

            Assert.That(await call, Is.EqualTo(ReplayOutcome.Unavailable));
        }

        Assert.That(store.Log.Texts, Is.EqualTo([$"{Begin}the server warned with SQLSTATE 01000."]));
    }

    [Test]
    public async Task Refuses_when_no_standby_confirms_in_time()
    {
        PostgreSqlServer server = SharedServer.Get();
        await using TestStore store = new(server);
        await store.RecordAsync("warm up");
        await using (await ServerSetting.ChangeAsync(server, "synchronous_standby_names", "standby"))
        {
            Task<ReplayOutcome> call = await CallThatWaitsForStandbyAsync(store);

            store.TimeOut();

            Assert.That(await call, Is.EqualTo(ReplayOutcome.Unavailable));
        }
    }

    /// <summary>The server hears of the setting some time after it has said so.</summary>
    private static async Task<Task<ReplayOutcome>> CallThatWaitsForStandbyAsync(TestStore store)
    {
        int number = 0;
        Task<ReplayOutcome> call = store.RecordAsync("waits");
        await Eventually.IsTrueAsync(
            async () =>
            {
                if (call.IsCompletedSuccessfully && call.Result == ReplayOutcome.Recorded)
                {
                    call = store.RecordAsync($"waits {number++}");
                }

                return (long)(await store.Server.RunAsync(
                    $"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{store.ApplicationName}' AND wait_event = 'SyncRep'"))! == 1;
            },
            "the commit waits for the standby");
        return call;
    }

    private static async Task RaiseAsync(TestStore store, string trigger, string timing) => await store.Server.RunAsync($"""
        CREATE OR REPLACE FUNCTION raise_disk_full() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RAISE EXCEPTION ''secret row'' USING ERRCODE = ''disk_full''; END';
        CREATE {trigger.Replace("{0}", store.Table, StringComparison.Ordinal)} ON "{store.Table}" {timing}
            FOR EACH ROW EXECUTE FUNCTION raise_disk_full();
        """);
}
