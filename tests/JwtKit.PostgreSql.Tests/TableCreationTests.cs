using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class TableCreationTests
{
    [Test]
    public async Task Refuses_where_the_table_is_missing_and_must_not_be_made()
    {
        await using TestStore store = new(SharedServer.Get(), static options => options.CreateTable = false);

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Unavailable));
        Assert.That(store.Log.Texts, Is.EqualTo(["One-time tokens are refused until the replay table can be used: SQLSTATE 42P01."]));
    }

    [Test]
    public async Task Does_not_make_the_table_again_after_it_was_dropped()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("a");

        await store.Server.RunAsync($"DROP TABLE \"{store.Table}\"");

        Assert.That(
            new[] { await store.RecordAsync("a"), await store.RecordAfterPauseAsync("a"), await store.RecordAfterPauseAsync("a") },
            Is.All.EqualTo(ReplayOutcome.Unavailable));
    }

    [Test]
    public async Task Uses_the_table_that_an_operator_made_in_place_of_a_dropped_one()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("a");
        await store.Server.RunAsync($"DROP TABLE \"{store.Table}\"");
        await store.RecordAsync("a");

        await store.Store.CreateTableAsync(CancellationToken.None);

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Recorded));
    }

    [Test]
    public async Task Makes_the_table_when_many_stores_begin_at_once()
    {
        TestStore[] stores = [.. Enumerable.Range(0, 8).Select(static _ => new TestStore(SharedServer.Get(), table: "made_at_once"))];

        ReplayOutcome[] outcomes = await Task.WhenAll(stores.Select(static (store, number) => Task.Run(() => store.RecordAsync($"id {number}"))));

        Assert.That(outcomes, Is.All.EqualTo(ReplayOutcome.Recorded));
        foreach (TestStore store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Test]
    public async Task Makes_an_index_on_the_times()
    {
        await using TestStore store = new(SharedServer.Get());

        await store.Store.CreateTableAsync(CancellationToken.None);

        Assert.That(
            await store.Server.RunAsync($"SELECT indexdef FROM pg_indexes WHERE indexname = '{store.Table}_expires'"),
            Is.EqualTo($"CREATE INDEX {store.Table}_expires ON public.{store.Table} USING btree (expires)"));
    }

    [Test]
    public async Task Makes_the_table_in_another_schema_under_a_name_with_capitals()
    {
        await SharedServer.Get().RunAsync("CREATE SCHEMA \"Select\"");
        await using TestStore store = new(SharedServer.Get(), static options => (options.Schema, options.Table) = ("Select", "jwtkit_replay_expires"));
        await store.RecordAsync("a");

        Assert.That(await store.Server.RunAsync("SELECT count(*) FROM \"Select\".jwtkit_replay_expires"), Is.EqualTo(1));
    }

    /// <summary>The file in the package is what migrations run.</summary>
    [Test]
    public async Task The_shipped_file_makes_the_table_the_store_uses_by_default()
    {
        await SharedServer.Get().RunAsync(await File.ReadAllTextAsync(Path.Combine(SourceFolder.Path, "../../src/JwtKit.PostgreSql/sql/jwtkit_replay.sql")));
        await using TestStore store = new(
            SharedServer.Get(), static options => (options.Table, options.CreateTable) = (new PostgreSqlReplayOptions().Table, false));

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Recorded));
    }
}
