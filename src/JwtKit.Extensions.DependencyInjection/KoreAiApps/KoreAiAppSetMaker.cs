using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Makes the apps of a configuration with their keys, or says everything that is wrong with them.</summary>
internal sealed class KoreAiAppSetMaker(IServiceProvider services, SkippedKeys skippedKeys, TimeProvider timeProvider, JwtKitTelemetry telemetry)
{
    /// <exception cref="OptionsValidationException">There are faults; the message names each.</exception>
    public KoreAiAppSet Make(KoreAiAppsOptions options)
    {
        List<string> faults = [];
        List<DecryptionKey> platformKeys = options.Platform is { } platform ? new KoreAiPlatformKeyFactory(faults).Make(platform) : [];
        List<IDisposable> appKeys = [];
        Dictionary<string, KoreAiAppRegistration> apps = new(StringComparer.Ordinal);
        IReplayStore replayStore = services.GetService<IReplayStore>() is { } store ? new MeasuredReplayStore(store, telemetry) : NoReplayStore.Instance;
        KoreAiAppFactory factory = new(faults, platformKeys, options.Platform?.Path, replayStore);
        foreach ((string clientId, KoreAiAppSettings settings) in options.Apps)
        {
            apps[clientId] = settings.Registration with { App = factory.Make(settings, appKeys) };
        }

        if (options.Apps.Values.Any(static app => app.SpeaksOfTokens))
        {
            NoteMissingStore(options, faults);
        }

        // What could not be read is not missing as well.
        faults.RemoveAll(fault => options.Faults.Exists(unread => fault.StartsWith(unread[..(unread.IndexOf(": ", StringComparison.Ordinal) + 2)], StringComparison.Ordinal)));
        faults.InsertRange(0, options.Faults);
        KoreAiAppSet made = new(apps, platformKeys, appKeys, timeProvider, telemetry);
        if (faults.Count == 0)
        {
            foreach ((string path, IReadOnlyList<SkippedJwk> keys) in factory.Skipped)
            {
                skippedKeys.Note(path, keys);
            }

            return made;
        }

        made.Dispose();
        throw new OptionsValidationException(Options.DefaultName, typeof(KoreAiAppsOptions), faults);
    }

    /// <summary>A token with a <c>jti</c> is accepted once, whatever an app enforces.</summary>
    private void NoteMissingStore(KoreAiAppsOptions options, List<string> faults)
    {
        IReplayStore? store = services.GetService<IReplayStore>();
        if (store is null)
        {
            faults.Add($"{options.Section}: its apps' tokens count once, and no replay store is there; call services.AddInMemoryReplayStore() on a single machine, or add a shared store.");
        }
        else if (store is ConfiguredReplayStore && services.GetRequiredService<FreshOptions>().Read() is { Replay.Store: null } kit)
        {
            faults.Add($"{kit.ReplayPath}:{nameof(ReplayOptions.Store)}: is missing; the tokens of {options.Section} count once. Use {ConfiguredReplayStore.Memory} on a single machine, or a shared store.");
        }
    }
}
