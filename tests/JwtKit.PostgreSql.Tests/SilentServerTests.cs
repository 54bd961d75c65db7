using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

/// <summary>A server that neither answers nor closes its connections. The clock is the real one, because the driver's is; nothing here is about speed.</summary>
internal sealed class SilentServerTests
{
    private const int Connections = 1;

    [Test]
    public async Task Accepts_again_by_itself_while_a_server_process_stays_stopped()
    {
        await using SilentStore store = new(SharedServer.Get(), "silent_stopped");
        await store.AcceptsAsync("before");
        await using StoppedBackends stopped = await StoppedBackends.StopAsync(SharedServer.Get(), "silent_stopped");

        Assert.That(await store.RecordAsync("meets the stopped process"), Is.EqualTo(ReplayOutcome.Unavailable));
        await store.AcceptsAsync("after");
    }

    [Test]
    public async Task Ends_its_disposal_while_a_call_waits_for_a_stopped_server_process()
    {
        SilentStore store = new(SharedServer.Get(), "silent_disposed");
        await store.AcceptsAsync("before");
        await using StoppedBackends stopped = await StoppedBackends.StopAsync(SharedServer.Get(), "silent_disposed");
        Task<ReplayOutcome> call = store.RecordAsync("meets the stopped process");

        await store.DisposeAsync();

        Assert.That(await call, Is.EqualTo(ReplayOutcome.Unavailable));
    }

    /// <summary>As a host does that is told to end, with connections of the store's own.</summary>
    [Test]
    public async Task Lets_a_container_be_disposed_while_its_server_processes_stay_stopped()
    {
        NpgsqlConnectionStringBuilder connection = new(SharedServer.Get().ConnectionString) { ApplicationName = "silent_container" };
        ServiceProvider services = new ServiceCollection()
            .AddPostgreSqlReplayStore(connection.ConnectionString, static options => (options.Table, options.Timeout) = ("silent_container", TimeSpan.FromSeconds(1)))
            .BuildServiceProvider();
        IReplayStore store = services.GetRequiredService<IReplayStore>();
        await Eventually.IsTrueAsync(
            async () => await store.TryRecordAsync(ReplayId.Create("silent", Guid.NewGuid().ToString()), TestStore.Later, CancellationToken.None) == ReplayOutcome.Recorded,
            "the store accepts");
        await using StoppedBackends stopped = await StoppedBackends.StopAsync(SharedServer.Get(), "silent_container");
        ReplayOutcome during = await store.TryRecordAsync(ReplayId.Create("silent", "during"), TestStore.Later, CancellationToken.None);

        Assert.That(async () => await Task.Run(services.Dispose).WaitAsync(TimeSpan.FromMinutes(1)), Throws.Nothing);
        Assert.That(during, Is.EqualTo(ReplayOutcome.Unavailable));
    }

    /// <summary>Until the driver's request to cancel the statement is swallowed too: nothing ever answers that one.</summary>
    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(true, true)]
    public async Task Accepts_again_by_itself_after_a_proxy_swallowed_what_passed(bool requests, bool answers)
    {
        await using SwallowingProxy proxy = new(SharedServer.Get());
        await using SilentStore store = new(SharedServer.Get(), $"silent_{requests}_{answers}", proxy.Port);
        for (int round = 0; round <= Connections; round++)
        {
            await store.AcceptsAsync($"before {round}");
            int before = proxy.Swallowed;
            proxy.Swallow(requests, answers);
            Assert.That(await store.RecordAsync($"during {round}"), Is.EqualTo(ReplayOutcome.Unavailable));
            await Eventually.IsTrueAsync(() => Task.FromResult(proxy.Swallowed > before + 1), "the statement and its cancellation are swallowed");
            proxy.Swallow(requests: false, answers: false);
        }

        await store.AcceptsAsync("after");
    }

    /// <summary>A store on few connections, so that it could not work with those that it gave up.</summary>
    private sealed class SilentStore : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly NpgsqlDataSource dataSource;
        private readonly PostgreSqlReplayStore store;
        private int number;

        public SilentStore(PostgreSqlServer server, string name, int? port = null)
        {
            NpgsqlConnectionStringBuilder connection = new(server.ConnectionString) { ApplicationName = name, MaxPoolSize = Connections, Timeout = 1, CancellationTimeout = 500 };
            connection.Port = port ?? connection.Port;
            dataSource = NpgsqlDataSource.Create(connection);
            store = new PostgreSqlReplayStore(dataSource, new PostgreSqlReplayOptions { Table = name, Timeout = TimeSpan.FromSeconds(1) });
        }

        public Task<ReplayOutcome> RecordAsync(string id) =>
            store.TryRecordAsync(ReplayId.Create("silent", id), TestStore.Later, CancellationToken.None).AsTask().WaitAsync(Patience);

        public Task AcceptsAsync(string id) => Eventually.IsTrueAsync(
            async () => await RecordAsync($"{id} {number++}") == ReplayOutcome.Recorded, "the store accepts");

        public async ValueTask DisposeAsync()
        {
            await store.DisposeAsync().AsTask().WaitAsync(Patience);
            await dataSource.DisposeAsync();
        }
    }
}
