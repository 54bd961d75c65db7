using Npgsql;
using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class CleaningTests
{
    [TestCase("9 minutes 30 seconds", 1)]
    [TestCase("10 minutes 1 second", 0)]
    public async Task Deletes_a_row_10_minutes_after_its_time(string ago, int left)
    {
        await using TestStore store = new(SharedServer.Get());
        await store.Store.CreateTableAsync(CancellationToken.None);
        await InsertAsync(store, 1, ago);

        await store.Store.CleanAsync();

        Assert.That(await store.CountRowsAsync(), Is.EqualTo(left));
    }

    [Test]
    public async Task Deletes_in_steps_until_nothing_is_over()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("alive");
        await InsertAsync(store, (2 * ExpiredRowCleaner.StepSize) + 500, "1 day");

        await store.Store.CleanAsync();

        Assert.That(await store.CountRowsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Deletes_the_oldest_rows_first_and_no_more_than_a_step()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.Store.CreateTableAsync(CancellationToken.None);
        await InsertAsync(store, 25, "1 day");
        await InsertAsync(store, 25, "2 days");
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(store.Server.ConnectionString);
        ReplayTable table = new(dataSource, ownsDataSource: false, new PostgreSqlReplayOptions { Table = store.Table });

        CleaningResult answer = await table.DeleteOverAsync(30, DateTime.UtcNow, CancellationToken.None);

        long left = (long)(await store.Server.RunAsync($"SELECT count(*) FROM \"{store.Table}\" WHERE expires > now() - interval '36 hours'"))!;
        Assert.That((answer.Deleted, left, await store.CountRowsAsync()), Is.EqualTo((30, 20, 20)));
    }

    [Test]
    public async Task Leaves_the_work_to_the_node_that_is_at_it_without_waiting()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.Store.CreateTableAsync(CancellationToken.None);
        await InsertAsync(store, 2, "1 day");
        await using (NpgsqlConnection other = await store.Server.DataSource.OpenConnectionAsync())
        {
            await using NpgsqlTransaction transaction = await other.BeginTransactionAsync();
            await using NpgsqlCommand clean = new(new ReplayStatements(new TableName("public", store.Table)).Clean, other, transaction);
            clean.Parameters.Add(new NpgsqlParameter { Value = 1 });
            clean.Parameters.Add(new NpgsqlParameter { Value = DateTime.UtcNow });
            await clean.ExecuteNonQueryAsync();
            await store.Store.CleanAsync();
            Assert.That(await store.CountRowsAsync(), Is.EqualTo(2));
        }

        await store.Store.CleanAsync();

        Assert.That((await store.CountRowsAsync(), store.Log.Names), Is.EqualTo((0, Array.Empty<string>())));
    }

    [Test]
    public async Task Cleans_in_the_background_once_the_store_works()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("alive");

        await InsertAsync(store, 10, "1 day");

        store.Time.Advance(new PostgreSqlReplayOptions().CleaningInterval);

        await Eventually.IsTrueAsync(async () => await store.CountRowsAsync() == 1, "the rows are deleted");
    }

    [Test]
    public async Task Says_once_that_it_failed_and_again_only_after_it_worked()
    {
        await using TestStore store = new(SharedServer.Get(), static options => options.CreateTable = false);
        await store.Store.CleanAsync();
        await store.Store.CleanAsync();
        await store.Store.CreateTableAsync(CancellationToken.None);
        await store.Store.CleanAsync();
        await store.Server.RunAsync($"DROP TABLE \"{store.Table}\"");
        await store.Store.CleanAsync();

        Assert.That(store.Log.Names, Is.EqualTo(["CleaningFailed", "CleaningFailed"]));
        Assert.That(
            store.Log.Texts,
            Has.All.EqualTo("Expired rows of the replay table could not be deleted: SQLSTATE 42P01. It is tried again at intervals, and not logged again until it worked."));
    }

    private static Task<object?> InsertAsync(TestStore store, int count, string ago) => store.Server.RunAsync(
        $"INSERT INTO \"{store.Table}\" SELECT sha256(convert_to('{ago}' || n, 'UTF8')), now() - interval '{ago}' FROM generate_series(1, {count}) AS n");
}
