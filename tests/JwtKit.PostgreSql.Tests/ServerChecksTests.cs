using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class ServerChecksTests
{
    private const string Begin = "One-time tokens are refused until the replay table can be used: ";

    [TestCase("synchronous_commit=off", "synchronous_commit is off")]
    [TestCase("default_transaction_isolation=serializable", "the transaction isolation is not read committed")]
    [TestCase("default_transaction_read_only=on", "SQLSTATE 25006")]
    public async Task Refuses_under_a_session_setting(string setting, string fault)
    {
        await using TestStore owner = new(SharedServer.Get());
        await owner.Store.CreateTableAsync(CancellationToken.None);
        await using TestStore store = new(SharedServer.Get(), connect: connection => connection.Options = $"-c {setting}", table: owner.Table);

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Unavailable));
        Assert.That(store.Log.Texts, Is.EqualTo([$"{Begin}{fault}."]));
        Assert.That(await store.CountRowsAsync(), Is.Zero);
    }

    [TestCase("on")]
    [TestCase("local")]
    [TestCase("remote_write")]
    [TestCase("remote_apply")]
    public async Task Accepts_each_synchronous_commit_where_there_is_one_server(string value)
    {
        await using TestStore store = new(SharedServer.Get(), connect: connection => connection.Options = $"-c synchronous_commit={value}");

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Recorded));
    }

    [Test]
    public async Task Refuses_when_the_role_is_told_to_commit_asynchronously()
    {
        PostgreSqlServer server = SharedServer.Get();
        await server.RunAsync("CREATE ROLE hasty LOGIN SUPERUSER PASSWORD 'hasty'; ALTER ROLE hasty SET synchronous_commit = off");
        await using TestStore store = new(server, connect: static connection => (connection.Username, connection.Password) = ("hasty", "hasty"));

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Unavailable));
    }

    [Test]
    public async Task Notices_a_setting_that_changes_while_the_connection_is_open()
    {
        PostgreSqlServer server = SharedServer.Get();
        await using TestStore store = new(server);
        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Recorded));

        await using (await ServerSetting.ChangeAsync(server, "synchronous_commit", "off"))
        {
            int number = 0;
            await Eventually.IsTrueAsync(async () => await store.RecordAsync($"off {number++}") == ReplayOutcome.Unavailable, "the store refuses");
        }

        await Eventually.IsTrueAsync(async () => await store.RecordAfterPauseAsync("b") == ReplayOutcome.Recorded, "the store accepts");
        Assert.That(store.Log.Names, Is.EqualTo(["OutageBegan", "OutageEnded"]));
    }

    [Test]
    public async Task Refuses_a_server_with_fsync_off_unless_an_option_admits_it()
    {
        PostgreSqlServer server = SharedServer.Get();
        await using (await ServerSetting.ChangeAsync(server, "fsync", "off"))
        {
            await using TestStore strict = new(server);
            await using TestStore lenient = new(server, static options => options.AllowFsyncOff = true);

            Assert.That(await strict.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Unavailable));
            Assert.That(strict.Log.Texts, Is.EqualTo([$"{Begin}fsync is off."]));
            Assert.That(await lenient.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Recorded));
        }
    }

    [Test]
    public async Task Refuses_local_commits_where_there_are_synchronous_standbys()
    {
        PostgreSqlServer server = SharedServer.Get();
        await using TestStore store = new(server, connect: static connection => connection.Options = "-c synchronous_commit=local");
        await store.Store.CreateTableAsync(CancellationToken.None);
        await using (await ServerSetting.ChangeAsync(server, "synchronous_standby_names", "standby"))
        {
            int number = 0;
            await Eventually.IsTrueAsync(async () => await store.RecordAsync($"local {number++}") == ReplayOutcome.Unavailable, "the store refuses");
        }

        Assert.That(store.Log.TextOf("OutageBegan"), Is.EqualTo($"{Begin}synchronous_commit is local although there are synchronous standbys."));
    }

    [TestCase("CREATE UNLOGGED TABLE \"{0}\" (id bytea PRIMARY KEY, expires timestamptz NOT NULL)", "the table is unlogged, temporary or not a plain table")]
    [TestCase("CREATE TABLE \"{0}\" (id bytea PRIMARY KEY, expires timestamp NOT NULL)", "the columns are not id bytea and expires timestamptz")]
    [TestCase("CREATE TABLE \"{0}\" (id text PRIMARY KEY, expires timestamptz NOT NULL)", "the columns are not id bytea and expires timestamptz")]
    [TestCase("CREATE TABLE \"{0}\" (id bytea PRIMARY KEY)", "SQLSTATE 42703")]
    [TestCase("CREATE TABLE \"{0}\" (id bytea NOT NULL, expires timestamptz NOT NULL)", "SQLSTATE 42P10")]
    [TestCase("CREATE VIEW \"{0}\" AS SELECT '\\x00'::bytea AS id, now() AS expires", "SQLSTATE 55000")]
    public async Task Refuses_a_table_of_another_kind(string statement, string fault)
    {
        await using TestStore store = new(SharedServer.Get());
        await store.Server.RunAsync(statement.Replace("{0}", store.Table, StringComparison.Ordinal));

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Unavailable));
        Assert.That(store.Log.Texts, Is.EqualTo([$"{Begin}{fault}."]));
    }

    [Test]
    public async Task Refuses_a_table_that_becomes_unlogged()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("a");

        await store.Server.RunAsync($"ALTER TABLE \"{store.Table}\" SET UNLOGGED");

        Assert.That(await store.RecordAsync("b"), Is.EqualTo(ReplayOutcome.Unavailable));
    }
}
