using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>The replay store that the configuration names; which one it is, is settled when the host starts.</summary>
internal sealed class ReplayStoreSelection(IServiceProvider services) : IReplayStore
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

/// <summary>Whether one-time tokens have a place where they are remembered.</summary>
internal static class ReplayOptionsCheck
{
    /// <summary>The names of all stores, so that a misspelled one, or one whose package is missing, is shown.</summary>
    private static readonly string[] Stores = [ReplayStoreSelection.Memory, "PostgreSql", "Redis"];

    public static void NoteFaults(JwtKitOptions options, IServiceProvider services, ICollection<string> faults)
    {
        ReplayOptions replay = options.Replay;
        string path = options.ReplayPath;
        if (services.GetRequiredService<IReplayStore>() is not ReplayStoreSelection)
        {
            if (replay.Store is not null)
            {
                faults.Add($"{path}:{nameof(replay.Store)}: is set, and the host has added a replay store of its own by code; take one of them out.");
            }
            else
            {
                NoteIdle(replay, path, faults);
            }

            return;
        }

        if (replay.Store is null)
        {
            foreach ((string name, _) in options.Validators.Where(static validator => validator.Value.Use == ValidatorUse.OneTime))
            {
                faults.Add($"{path}:{nameof(replay.Store)}: is missing; the validator '{name}' accepts each token once. Use Memory on a single machine, or a shared store.");
            }
        }
        else if (services.GetRequiredService<IServiceProviderIsKeyedService>().IsKeyedService(typeof(IReplayStore), replay.Store) == false)
        {
            faults.Add($"{path}:{nameof(replay.Store)}: {ShownValue.Of(replay.Store, Stores)} is not known; use {ReplayStoreSelection.Memory}, or add the package of the store (JwtKit.PostgreSql: services.AddPostgreSqlReplayStore()).");
        }

        NoteConnection(options, services, faults);
        NoteIdle(replay, path, faults);
    }

    private static void NoteConnection(JwtKitOptions options, IServiceProvider services, ICollection<string> faults)
    {
        ReplayOptions replay = options.Replay;
        string setting = $"{options.ReplayPath}:{nameof(replay.ConnectionString)}";
        if (services.GetServices<ReplayStoreConnection>().FirstOrDefault(connection => connection.Store == replay.Store) is not { } connection)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(replay.ConnectionString))
        {
            faults.Add($"{setting}: is missing; the store {connection.Store} needs it.{(options.HasSection ? $" The environment can hold it, as {setting.Replace(":", "__", StringComparison.Ordinal)}." : string.Empty)}");
        }
        else if (connection.FaultOf(replay.ConnectionString) is { } fault)
        {
            faults.Add($"{setting}: {fault}");
        }
    }

    private static void NoteIdle(ReplayOptions replay, string path, ICollection<string> faults)
    {
        bool isMemory = replay.Store == ReplayStoreSelection.Memory;
        if (replay.Capacity is not null && !isMemory)
        {
            faults.Add($"{path}:{nameof(replay.Capacity)}: has no effect without Store Memory. Take it out.");
        }

        if (replay.Capacity <= 0)
        {
            faults.Add($"{path}:{nameof(replay.Capacity)}: is {replay.Capacity}; at least 1 is needed.");
        }

        if (replay.AcceptEarlierTokens && !isMemory)
        {
            faults.Add($"{path}:{nameof(replay.AcceptEarlierTokens)}: has no effect without Store Memory. Take it out.");
        }

        if (replay.ConnectionString is not null && (isMemory || replay.Store is null))
        {
            faults.Add($"{path}:{nameof(replay.ConnectionString)}: has no effect without a Store that is a database. Take it out.");
        }
    }
}

/// <summary>What the registration of a replay store logs.</summary>
internal static partial class MemoryReplayLog
{
    public const string Category = "JwtKit.ReplayStore";

    [LoggerMessage(EventId = 1, EventName = "ReplayStoreInMemory", Level = LogLevel.Warning, Message = "Used tokens are remembered in memory: for one machine only, and all is forgotten at a restart. Use AddReplayStore with a store that all machines share.")]
    public static partial void InMemory(ILogger logger);
}

/// <summary>A store of a package that is reached by <see cref="ReplayOptions.ConnectionString"/>.</summary>
/// <param name="Store">The store's name.</param>
/// <param name="FaultOf">Says what is wrong with a connection string, without any text of it, which can hold a password; null where nothing is.</param>
internal sealed record ReplayStoreConnection(string Store, Func<string, string?> FaultOf);

/// <summary>Counts the answers of a replay store.</summary>
internal sealed class MeasuredReplayStore(IReplayStore store, JwtKitTelemetry telemetry) : IReplayStore
{
    public DateTimeOffset? RemembersSince => store.RemembersSince;

    public async ValueTask<ReplayOutcome> TryRecordAsync(ReplayId id, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        // An exception is the answer that nobody gave.
        ReplayOutcome outcome = ReplayOutcome.Unavailable;
        try
        {
            return outcome = await store.TryRecordAsync(id, expires, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            telemetry.ReplayAnswered(outcome);
        }
    }
}
