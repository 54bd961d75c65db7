using JwtKit.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Moq;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

[TestFixture]
internal sealed class ReplayStoreRegistrationTests
{
    private const string Warning =
        "JwtKit.ReplayStore: Warning: Used tokens are remembered in memory: for one machine only, and all is forgotten at a restart. Use AddReplayStore with a store that all machines share. ";

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Registers_the_operation_with_the_clock_of_the_container()
    {
        TimeSpan asked = default;
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(new FixedTimeProvider(Now));
        services.AddReplayStore((_, timeToLive, _) =>
        {
            asked = timeToLive;
            return new ValueTask<bool>(true);
        });
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IReplayStore>().TryRecordAsync(default, Now.AddMinutes(5), CancellationToken.None);

        Assert.That(asked, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [TestCase("Development", 0)]
    [TestCase("Production", 1)]
    [TestCase("Staging", 1)]
    [TestCase(null, 1)]
    public void Warns_once_of_memory_outside_Development(string? environment, int expected)
    {
        LogLines lines = new();
        ServiceCollection services = new();
        services.AddLogging(logging => logging.AddProvider(lines)).AddInMemoryReplayStore();
        if (environment is not null)
        {
            services.AddSingleton(Mock.Of<IHostEnvironment>(host => host.EnvironmentName == environment));
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<IReplayStore>();
        provider.GetRequiredService<IReplayStore>();

        Assert.That(lines.Of("JwtKit.ReplayStore"), Is.EqualTo(Enumerable.Repeat(Warning, expected)));
    }

    [Test]
    public void Makes_the_memory_as_it_was_asked_for()
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(new FixedTimeProvider(Now));
        services.AddInMemoryReplayStore(capacity: 7, acceptEarlierTokens: true);
        using ServiceProvider provider = services.BuildServiceProvider();
        InMemoryReplayStore store = (InMemoryReplayStore)provider.GetRequiredService<IReplayStore>();

        Assert.That((store.ToString(), store.AcceptEarlierTokens, store.Created), Is.EqualTo(("InMemoryReplayStore (0 of 7 ids)", true, Now)));
    }

    [Test]
    public void Refuses_a_second_store()
    {
        IServiceCollection services = new ServiceCollection().AddInMemoryReplayStore();

        Assert.That(
            () => services.AddReplayStore(static (_, _, _) => new ValueTask<bool>(true)),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "A replay store is registered already; two would each accept the same token. Keep one, or put another in its place with services.Replace."));
    }

    [Test]
    public void Refuses_a_capacity_of_nothing() =>
        Assert.That(static () => new ServiceCollection().AddInMemoryReplayStore(0), Throws.TypeOf<ArgumentOutOfRangeException>());
}
