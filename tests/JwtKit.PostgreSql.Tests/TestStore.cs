using System.Globalization;
using Npgsql;

namespace JwtKit.PostgreSql.Tests;

/// <summary>A store with connections and, unless it shares another's, a table of its own.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    /// <summary>No call takes as long; a store that forgot one would keep the test waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The longest that there is, since the driver counts it by the real clock.</summary>
    private static readonly TimeSpan CallTime = TimeSpan.FromMinutes(1);

    private static int count;

    private readonly NpgsqlDataSource dataSource;

    /// <param name="server">Where the table is.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="connect">Changes the connection string.</param>
    /// <param name="table">Another store's table.</param>
    public TestStore(
        PostgreSqlServer server, Action<PostgreSqlReplayOptions>? configure = null, Action<NpgsqlConnectionStringBuilder>? connect = null, string? table = null)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"store{Interlocked.Increment(ref count)}");
        Server = server;
        Table = table ?? name;
        NpgsqlConnectionStringBuilder connection = new(server.ConnectionString) { ApplicationName = name };
        connect?.Invoke(connection);
        ApplicationName = name;
        dataSource = NpgsqlDataSource.Create(connection);
        PostgreSqlReplayOptions options = new() { Table = Table, Timeout = CallTime };
        configure?.Invoke(options);
        Store = new PostgreSqlReplayStore(dataSource, options, Log, Time);
    }

    public PostgreSqlServer Server { get; }

    public PostgreSqlReplayStore Store { get; }

    public StoreLog Log { get; } = new();

    public AdjustableTimeProvider Time { get; } = new();

    public string Table { get; }

    /// <summary>What the server calls the store's connections.</summary>
    public string ApplicationName { get; }

    /// <summary>A time that is not over.</summary>
    public static DateTimeOffset Later { get; } = DateTimeOffset.UtcNow.AddHours(1);

    public Task<ReplayOutcome> RecordAsync(string tokenId, DateTimeOffset? expires = null, CancellationToken cancellationToken = default) =>
        Store.TryRecordAsync(ReplayId.Create("tests", tokenId), expires ?? Later, cancellationToken).AsTask().WaitAsync(Patience, CancellationToken.None);

    /// <summary>Records after any pause that the store makes in an outage.</summary>
    public Task<ReplayOutcome> RecordAfterPauseAsync(string tokenId)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return RecordAsync(tokenId);
    }

    public async Task<long> CountRowsAsync() => (long)(await Server.RunAsync($"SELECT count(*) FROM \"{Table}\""))!;

    /// <summary>The time that a call may take is over.</summary>
    public void TimeOut() => Time.Advance(CallTime);

    /// <summary>Has as many batches wait for a lock as there can be, so that all other calls collect.</summary>
    public async Task<IReadOnlyList<Task<ReplayOutcome>>> OccupyAsync()
    {
        List<Task<ReplayOutcome>> occupation = [];
        while (occupation.Count < BatchQueue.MaximumUnderWay)
        {
            occupation.Add(RecordAsync($"occupation {occupation.Count}"));
            await StatementsWaitAsync(occupation.Count);
        }

        return occupation;
    }

    /// <summary>Waits until so many statements of the store wait for a lock.</summary>
    public Task StatementsWaitAsync(int number) => Eventually.IsTrueAsync(
        async () => number == (long)(await Server.RunAsync(
            $"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{ApplicationName}' AND wait_event_type = 'Lock'"))!,
        $"{number} statements wait for a lock");

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await dataSource.DisposeAsync();
    }
}
