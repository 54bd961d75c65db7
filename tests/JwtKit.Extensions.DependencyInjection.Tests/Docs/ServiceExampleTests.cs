using JwtKit.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Services that are added in one line, as the pages show them.</summary>
[TestFixture]
internal sealed class ServiceExampleTests
{
    [Test]
    public async Task Health_checks_are_there()
    {
        await using TestHost host = await TestHost.StartAsync(static _ => { }, services: static services => AddHealth(new(services)));
        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.That((report.Entries.Count, report.Status), Is.EqualTo((3, HealthStatus.Healthy)));
    }

    [Test]
    public async Task A_replay_store_remembers()
    {
        await using TestHost host = await TestHost.StartAsync(static _ => { }, services: static services => AddStore(new(services)));
        IReplayStore store = host.Services.GetRequiredService<IReplayStore>();
        ReplayId id = ReplayId.Create("cs-demo", "a");

        Assert.That(
            (await store.TryRecordAsync(id, TestHost.Start.AddHours(1), CancellationToken.None), await store.TryRecordAsync(id, TestHost.Start.AddHours(1), CancellationToken.None)),
            Is.EqualTo((ReplayOutcome.Recorded, ReplayOutcome.AlreadyRecorded)));
    }

    private static void AddHealth(ExampleHost builder)
    {
        #region health
        builder.Services.AddHealthChecks().AddJwtKit();      // tags: "jwtkit", and those that are named: AddJwtKit(tags: ["ready"])
        #endregion
    }

    private static void AddStore(ExampleHost builder)
    {
        RedisDatabase database = new();
        #region redis
        builder.Services.AddReplayStore((id, timeToLive, ct) => new(database.StringSetAsync(id, 1, timeToLive + TimeSpan.FromMinutes(10), When.NotExists)));
        #endregion
    }
}
