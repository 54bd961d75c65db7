using Npgsql;
using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class PostgreSqlReplayOptionsTests
{
    [TestCase("")]
    [TestCase(null)]
    [TestCase("1table")]
    [TestCase("a b")]
    [TestCase("a.b")]
    [TestCase("a\"; DROP TABLE users; --")]
    [TestCase("a'b")]
    [TestCase("a\\b")]
    [TestCase("a\0")]
    [TestCase("tablé")]
    [TestCase("a2345678901234567890123456789012345678901234567890123456")]
    public void Refuses_a_table_that_is_no_plain_name(string? table) =>
        Assert.That(
            () => Make(options => options.Table = table!),
            Throws.ArgumentException.With.Message.EqualTo("Table must be 1 to 55 ASCII letters, digits and underscores, and not begin with a digit. (Parameter 'Table')"));

    [TestCase("")]
    [TestCase("a\"b")]
    [TestCase("pg catalog")]
    public void Refuses_a_schema_that_is_no_plain_name(string schema) =>
        Assert.That(
            () => Make(options => options.Schema = schema),
            Throws.ArgumentException.With.Message.EqualTo("Schema must be 1 to 63 ASCII letters, digits and underscores, and not begin with a digit. (Parameter 'Schema')"));

    [TestCase(0)]
    [TestCase(61)]
    public void Refuses_a_timeout_out_of_range(int seconds) =>
        Assert.That(
            () => Make(options => options.Timeout = TimeSpan.FromSeconds(seconds)),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("00:00:01 to 00:01:00 (hours:minutes:seconds) are needed. (Parameter 'Timeout')"));

    [TestCase(0)]
    [TestCase(86401)]
    public void Refuses_a_cleaning_interval_out_of_range(int seconds) =>
        Assert.That(
            () => Make(options => options.CleaningInterval = TimeSpan.FromSeconds(seconds)),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("00:00:01 to 1.00:00:00 (hours:minutes:seconds) are needed. (Parameter 'CleaningInterval')"));

    [Test]
    public void Takes_an_infinite_cleaning_interval() =>
        Assert.That(() => Make(static options => options.CleaningInterval = Timeout.InfiniteTimeSpan), Throws.Nothing);

    [Test]
    public void Refuses_to_let_nobody_wait() =>
        Assert.That(
            () => Make(static options => options.MaximumWaiting = 0),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("At least 1 call must be allowed to wait. (Parameter 'MaximumWaiting')"));

    [Test]
    public async Task Is_read_when_the_store_is_made()
    {
        PostgreSqlReplayOptions made = null!;
        await using TestStore store = new(SharedServer.Get(), options => made = options);

        made.Table = "a b";

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Recorded));
    }

    private static void Make(Action<PostgreSqlReplayOptions> configure)
    {
        PostgreSqlReplayOptions options = new();
        configure(options);
        using NpgsqlDataSource dataSource = NpgsqlDataSource.Create("Host=127.0.0.1");
        _ = new PostgreSqlReplayStore(dataSource, options);
    }
}
