using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

/// <summary>What went wrong once does not stay wrong in the pool, in a loop or in the log.</summary>
[TestFixture]
internal sealed class MendedSessionTests
{
    [TestCase("synchronous_commit", "off", "on")]
    [TestCase("default_transaction_read_only", "on", "off")]
    [TestCase("default_transaction_isolation", "'repeatable read'", "'read committed'")]
    public async Task Recovers_once_a_setting_of_its_role_is_mended(string setting, string wrong, string right)
    {
        PostgreSqlServer server = SharedServer.Get();
        string role = "mended_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        await server.RunAsync($"CREATE ROLE {role} LOGIN SUPERUSER PASSWORD '{role}'");
        await using TestStore owner = new(server);
        await owner.Store.CreateTableAsync(CancellationToken.None);
        await server.RunAsync($"ALTER ROLE {role} SET {setting} = {wrong}");
        await using TestStore store = new(server, connect: connection => (connection.Username, connection.Password) = (role, role), table: owner.Table);
        Assume.That(await store.RecordAsync("while wrong"), Is.EqualTo(ReplayOutcome.Unavailable));

        await server.RunAsync($"ALTER ROLE {role} SET {setting} = {right}");

        Assert.That(await store.RecordAfterPauseAsync("first"), Is.EqualTo(ReplayOutcome.Recorded));
    }

    [TestCase("DEALLOCATE ALL")]
    [TestCase("DISCARD ALL")]
    public async Task Recovers_after_its_statements_were_dropped(string statement)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(SharedServer.Get().ConnectionString + ";Maximum Pool Size=1");
        AdjustableTimeProvider time = new();
        await using PostgreSqlReplayStore store = new(source, new PostgreSqlReplayOptions { Table = "mended_statements" }, logger: null, time);
        await RecordAsync(store, time, statement + "1");
        await RecordAsync(store, time, statement + "2");
        await using (NpgsqlConnection connection = await source.OpenConnectionAsync())
        {
            await using NpgsqlCommand command = new(statement, connection);
            await command.ExecuteNonQueryAsync();
        }

        await RecordAsync(store, time, statement + "3");

        Assert.That(await RecordAsync(store, time, statement + "4"), Is.EqualTo(ReplayOutcome.Recorded));
    }

    [Test]
    public async Task Recovers_after_a_logger_that_throws()
    {
        PostgreSqlServer server = SharedServer.Get();
        AdjustableTimeProvider time = new();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.ConnectionString);
        await using PostgreSqlReplayStore store = new(source, new PostgreSqlReplayOptions { Table = "mended_log" }, new ThrowingLogger(), time);
        server.StopHard();
        try
        {
            await RecordAsync(store, time, "during");
        }
        finally
        {
            server.StartAgain();
        }

        await RecordAsync(store, time, "after, on a connection that may be dead");

        Assert.That(await RecordAsync(store, time, "after"), Is.EqualTo(ReplayOutcome.Recorded));
    }

    [Test]
    public async Task Keeps_its_rows_when_those_of_an_inheriting_table_are_over()
    {
        PostgreSqlServer server = SharedServer.Get();
        await using TestStore store = new(server);
        await store.Store.CreateTableAsync(CancellationToken.None);
        await server.RunAsync(
            $"CREATE TABLE \"{store.Table}_child\" () INHERITS (\"{store.Table}\"); INSERT INTO \"{store.Table}_child\" VALUES ('\\x01', now() - interval '1 day')");
        await store.RecordAsync("live");

        await store.Store.CleanAsync();

        Assert.That(await store.RecordAsync("live"), Is.EqualTo(ReplayOutcome.AlreadyRecorded));
    }

    [Test]
    public void Goes_with_a_container_that_is_disposed_synchronously()
    {
        ServiceProvider services = new ServiceCollection().AddPostgreSqlReplayStore("Host=127.0.0.1;Port=1").BuildServiceProvider();
        services.GetRequiredService<IReplayStore>();

        Assert.That(services.Dispose, Throws.Nothing);
    }

    [Test]
    public void Throws_when_the_host_has_another_store() => Assert.That(
        () => new ServiceCollection().AddInMemoryReplayStore().AddPostgreSqlReplayStore("Host=127.0.0.1;Port=1"),
        Throws.InvalidOperationException.With.Message.EqualTo(
            "A replay store is registered already; two would each accept the same token. Keep one, or put another in its place with services.Replace."));

    private static async Task<ReplayOutcome> RecordAsync(PostgreSqlReplayStore store, AdjustableTimeProvider time, string id)
    {
        time.Advance(TimeSpan.FromSeconds(2));
        return await store.TryRecordAsync(ReplayId.Create("mended", id), time.GetUtcNow().AddHours(1), CancellationToken.None);
    }

    private sealed class ThrowingLogger : ILogger<PostgreSqlReplayStore>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("The disk of the log is full.");
    }
}
