using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>
/// Makes the apps of a configuration with their keys: all at the start, and after a change those whose settings or files are others than before. What the
/// check of the start has made is what the host starts with. Safe for concurrent use.
/// </summary>
internal sealed class KoreAiAppSetFactory(IServiceProvider services, SkippedKeys skippedKeys, TimeProvider timeProvider, JwtKitTelemetry telemetry) : IDisposable
{
    private readonly Lock gate = new();
    private KoreAiAppSet? prepared;

    /// <summary>Everything that is wrong with the options of a host that starts. Where nothing is, what was made stays ready for <see cref="Start"/>.</summary>
    public IReadOnlyList<string> Check(KoreAiAppsOptions options)
    {
        lock (gate)
        {
            (KoreAiAppSet? made, List<string> faults, _) = MakeAll(options);
            if (made is not null)
            {
                prepared?.Dispose();
                prepared = made;
            }

            return faults;
        }
    }

    /// <summary>What a host starts with, and its files as they were before.</summary>
    /// <exception cref="OptionsValidationException">There are faults; the message names each.</exception>
    public (KoreAiAppSet Set, FileWatch Files) Start(KoreAiAppsOptions options)
    {
        lock (gate)
        {
            (KoreAiAppSet? made, List<string> faults, FileWatch files) = MakeAll(options);
            prepared?.Dispose();
            prepared = null;
            return made is null ? throw new OptionsValidationException(Options.DefaultName, typeof(KoreAiAppsOptions), faults) : (made, files);
        }
    }

    /// <summary>Makes what has changed. An app with a fault keeps what it had and is named.</summary>
    /// <param name="options">The options.</param>
    /// <param name="before">The apps in use.</param>
    /// <param name="files">The files of the options.</param>
    /// <returns>The apps and those that were refused; null if a file has changed on the way.</returns>
    /// <exception cref="OptionsValidationException">There are faults that are about no app.</exception>
    public (KoreAiAppSet Set, IReadOnlyList<EntryRefusal> Refused)? Change(KoreAiAppsOptions options, KoreAiAppSet before, FileWatch files)
    {
        List<string> faults = [.. options.Faults];
        NoteMissingStore(options, faults);
        if (faults.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(KoreAiAppsOptions), [.. faults, .. options.Apps.SelectMany(static app => app.Unread)]);
        }

        KoreAiAppDraft draft = new(options, before, files, ReplayStore()) { IsChange = true };
        draft.Make();
        if (files.AreAtRest(draft.FilesUsed))
        {
            NoteSkipped(draft);
            return (new KoreAiAppSet(draft.Apps, draft.Platform, draft.Attempts, timeProvider, telemetry), draft.Refused);
        }

        draft.Release();
        return null;
    }

    public void Dispose()
    {
        lock (gate)
        {
            // Made by a check, and the start went no further.
            prepared?.Dispose();
            prepared = null;
        }
    }

    private (KoreAiAppSet? Made, List<string> Faults, FileWatch Files) MakeAll(KoreAiAppsOptions options)
    {
        FileWatch files = new();
        files.Begin(EntrySettings.FilesOf(options));
        KoreAiAppDraft draft = new(options, prepared, files, ReplayStore());
        draft.Make();
        List<string> unread = [.. options.Faults, .. options.Platform?.Unread ?? [], .. draft.Unread];
        List<string> faults = draft.Faults;
        NoteMissingStore(options, faults);

        // What could not be read is not missing as well.
        UnreadFaults.Remove(faults, unread);
        faults.InsertRange(0, unread);
        if (faults.Count == 0)
        {
            NoteSkipped(draft);
            return (new KoreAiAppSet(draft.Apps, draft.Platform, draft.Attempts, timeProvider, telemetry), faults, files);
        }

        draft.Release();
        return (null, faults, files);
    }

    private void NoteSkipped(KoreAiAppDraft draft)
    {
        foreach ((string path, IReadOnlyList<SkippedJwk> keys) in draft.Skipped)
        {
            skippedKeys.Note(path, keys);
        }
    }

    private IReplayStore ReplayStore() => services.GetService<IReplayStore>() is { } store ? new MeasuredReplayStore(store, telemetry) : NoReplayStore.Instance;

    /// <summary>A token with a <c>jti</c> is accepted once, whatever an app enforces.</summary>
    private void NoteMissingStore(KoreAiAppsOptions options, List<string> faults)
    {
        if (!options.Apps.Exists(static app => app.SpeaksOfTokens))
        {
            return;
        }

        IReplayStore? store = services.GetService<IReplayStore>();
        if (store is null)
        {
            faults.Add($"{options.Section}: its apps' tokens count once, and no replay store is there; call services.AddInMemoryReplayStore() on a single machine, or add a shared store.");
        }
        else if (store is ReplayStoreSelection && services.GetRequiredService<JwtKitOptionsSource>().Read() is { Replay.Store: null } kit)
        {
            faults.Add($"{kit.ReplayPath}:{nameof(ReplayOptions.Store)}: is missing; the tokens of {options.Section} count once. Use {ReplayStoreSelection.Memory} on a single machine, or a shared store.");
        }
    }
}

/// <summary>Stands in the place of a store that is missing, while everything else that is wrong is found. Accepts nothing.</summary>
internal sealed class NoReplayStore : IReplayStore
{
    public static NoReplayStore Instance { get; } = new();

    public DateTimeOffset? RemembersSince => null;

    public ValueTask<ReplayOutcome> TryRecordAsync(ReplayId id, DateTimeOffset expires, CancellationToken cancellationToken) => new(ReplayOutcome.Unavailable);
}

/// <summary>Reports all faults at once, each under the full key of its setting.</summary>
internal sealed class KoreAiAppsCheck(KoreAiAppSetFactory factory) : IValidateOptions<KoreAiAppsOptions>
{
    public ValidateOptionsResult Validate(string? name, KoreAiAppsOptions options) =>
        factory.Check(options) is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
}
