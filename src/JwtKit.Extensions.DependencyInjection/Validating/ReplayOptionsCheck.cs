using Microsoft.Extensions.DependencyInjection;

namespace JwtKit;

/// <summary>Whether one-time tokens have a place where they are remembered.</summary>
internal static class ReplayOptionsCheck
{
    /// <summary>The names of all stores, so that a misspelled one, or one whose package is missing, is shown.</summary>
    private static readonly string[] Stores = [ConfiguredReplayStore.Memory, "PostgreSql", "Redis"];

    public static void NoteFaults(JwtKitOptions options, IServiceProvider services, ICollection<string> faults)
    {
        ReplayOptions replay = options.Replay;
        string path = options.ReplayPath;
        if (services.GetRequiredService<IReplayStore>() is not ConfiguredReplayStore)
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
            faults.Add($"{path}:{nameof(replay.Store)}: {ShownValue.Of(replay.Store, Stores)} is not known; use {ConfiguredReplayStore.Memory}, or add the package of the store (JwtKit.PostgreSql: services.AddPostgreSqlReplayStore()).");
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
        bool isMemory = replay.Store == ConfiguredReplayStore.Memory;
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
