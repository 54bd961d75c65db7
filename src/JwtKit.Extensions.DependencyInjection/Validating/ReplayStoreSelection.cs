using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>The replay store that the configuration names; which one it is, is settled when the host starts.</summary>
internal sealed class ConfiguredReplayStore(IServiceProvider services) : IReplayStore
{
    /// <summary>The name of the one that is part of this package.</summary>
    public const string Memory = "Memory";

    private IReplayStore? store;
    private ReplayOptions? opened;

    public DateTimeOffset? RemembersSince => Store.RemembersSince;

    /// <summary>Whether what it stands for is outside of this process.</summary>
    public bool IsOutside => store is not null and not InMemoryReplayStore;

    private IReplayStore Store => store
        ?? throw new InvalidOperationException("No replay store is configured: set JwtKit:Replay:Store, or add one with services.AddReplayStore.");

    public ValueTask<ReplayOutcome> TryRecordAsync(ReplayId id, DateTimeOffset expires, CancellationToken cancellationToken) =>
        Store.TryRecordAsync(id, expires, cancellationToken);

    /// <summary>The store of this package as the configuration has it.</summary>
    public static InMemoryReplayStore InMemory(IServiceProvider services)
    {
        ReplayOptions options = services.GetRequiredService<IOptionsMonitor<JwtKitOptions>>().CurrentValue.Replay;
        return InMemory(services, options.Capacity ?? InMemoryReplayStore.DefaultCapacity, options.AcceptEarlierTokens);
    }

    /// <summary>The store of this package, with a warning outside of development.</summary>
    public static InMemoryReplayStore InMemory(IServiceProvider services, int capacity, bool acceptEarlierTokens)
    {
        if (services.GetService<IHostEnvironment>()?.IsDevelopment() != true)
        {
            MemoryReplayLog.InMemory(services.GetRequiredService<ILoggerFactory>().CreateLogger(MemoryReplayLog.Category));
        }

        return new InMemoryReplayStore(capacity, services.GetService<TimeProvider>()) { AcceptEarlierTokens = acceptEarlierTokens };
    }

    /// <summary>Opens the store that is named, once: it stays while the rest of the configuration changes, because it must not forget.</summary>
    /// <returns>Whether the store is as the options have it.</returns>
    public bool Open(ReplayOptions options)
    {
        if (store is null && options.Store is not null)
        {
            store = services.GetRequiredKeyedService<IReplayStore>(options.Store);
            opened = options;
        }

        return opened is null || opened.Agrees(options);
    }
}
