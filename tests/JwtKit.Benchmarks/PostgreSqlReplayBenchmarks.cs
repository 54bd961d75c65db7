using BenchmarkDotNet.Attributes;
using JwtKit.PostgreSql.Tests;
using Npgsql;

namespace JwtKit.Benchmarks;

/// <summary>The replay store on PostgreSQL under 64 callers, against as many calls that each take a round trip of their own, one after the other.</summary>
public class PostgreSqlReplayBenchmarks
{
    private const int Callers = 64;
    private const int CallsEach = 50;

    private readonly DateTimeOffset expires = TimeProvider.System.GetUtcNow().AddHours(1);
    private PostgreSqlServer? server;
    private PostgreSqlReplayStore? store;
    private NpgsqlConnection? connection;
    private int last;

    [GlobalSetup]
    public void Start()
    {
        server = PostgreSqlServer.Start();
        store = new PostgreSqlReplayStore(server.DataSource);
        connection = server.DataSource.OpenConnection();
        Require(store.TryRecordAsync(Next(), expires, CancellationToken.None).AsTask().GetAwaiter().GetResult() == ReplayOutcome.Recorded);
    }

    [GlobalCleanup]
    public void Stop()
    {
        connection!.Dispose();
        store!.DisposeAsync().AsTask().GetAwaiter().GetResult();
        server!.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = CallsEach)]
    public async Task One_round_trip_at_a_time()
    {
        for (int i = 0; i < CallsEach; i++)
        {
            byte[] id = new byte[ReplayId.Length];
            Next().CopyTo(id);
            await using NpgsqlCommand command = new("INSERT INTO jwtkit_replay (id, expires) VALUES ($1, $2) ON CONFLICT DO NOTHING", connection)
            {
                Parameters = { new NpgsqlParameter { Value = id }, new NpgsqlParameter { Value = expires.UtcDateTime } },
            };
            await command.PrepareAsync();
            Require(await command.ExecuteNonQueryAsync() == 1);
        }
    }

    [Benchmark(OperationsPerInvoke = Callers * CallsEach)]
    [Target(MinimumSpeedup = 10)]
    public Task Store_under_64_callers() => Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
    {
        for (int i = 0; i < CallsEach; i++)
        {
            Require(await store!.TryRecordAsync(Next(), expires, CancellationToken.None) == ReplayOutcome.Recorded);
        }
    })));

    private static void Require(bool isRecorded)
    {
        if (!isRecorded)
        {
            throw new InvalidOperationException("A fresh id was not recorded; the figure would mean nothing.");
        }
    }

    private ReplayId Next() => ReplayId.Create("benchmark", $"token-{Interlocked.Increment(ref last)}");
}
