namespace JwtKit;

/// <summary>The apps of a configuration while they are being made. Not safe for concurrent use.</summary>
internal sealed class KoreAiAppDraft(KoreAiAppsOptions options, KoreAiAppSet? before, FileWatch files, IReplayStore replayStore)
{
    private readonly Dictionary<string, KoreAiAppState> made = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a host runs already: then a bad app keeps what it had. At the start each fault stops the host.</summary>
    public bool IsChange { get; init; }

    /// <summary>The apps, each counted in.</summary>
    public List<KoreAiAppState> Apps { get; } = [];

    /// <summary>The platform's keys, counted in.</summary>
    public KoreAiPlatformState Platform { get; private set; } = null!;

    /// <summary>The apps, and the platform's keys, whose change is not in use.</summary>
    public List<EntryRefusal> Refused { get; } = [];

    /// <summary>What making the apps, and the platform's keys, has found.</summary>
    public EntryAttempts Attempts { get; } = new();

    /// <summary>What could not be read of apps.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>What is wrong with what could be read.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The files that something was made from, or was to be.</summary>
    public List<string> FilesUsed { get; } = [];

    /// <summary>The keys of sets in key files that are not used, by the full configuration key of the file.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SkippedJwk>> Skipped { get; private set; } = new Dictionary<string, IReadOnlyList<SkippedJwk>>();

    public void Make()
    {
        Platform = MakePlatform();
        KoreAiAppFactory factory = new(Faults, Platform.All, options.Platform?.Path, replayStore);
        foreach (KoreAiAppSettings settings in options.Apps)
        {
            EntrySettings print = EntrySettings.Of(settings, Platform.All.Count > 0, files.DigestOf);
            KoreAiAppState? former = before?.States.GetValueOrDefault(settings.Path);
            Unread.AddRange(settings.Unread);
            if (former is not null && settings.Unread.Count == 0 && former.Settings.Equals(print))
            {
                Keep(former);
            }
            else
            {
                Make(settings, print, factory);
            }
        }

        RefuseSharedIds();
        KeepPlatform();
        Apps.AddRange(made.Values.Select(WithPlatformKeys));
        Refused.ForEach(app => factory.Skipped.Remove($"{app.Path}:{nameof(ValidatorOptions.KeyFile)}"));
        Skipped = factory.Skipped;
    }

    /// <summary>Lets go of everything, where none of it comes into use.</summary>
    public void Release()
    {
        Platform.Keys.Leave();
        Apps.ForEach(static app => app.Keys.Leave());
    }

    private KoreAiPlatformState MakePlatform()
    {
        EntrySettings print = EntrySettings.Of(options.Platform, files.DigestOf);
        KoreAiPlatformState? former = before?.Platform;
        IReadOnlyList<string> unread = options.Platform?.Unread ?? [];
        if (former is not null && unread.Count == 0 && former.Settings.Equals(print))
        {
            former.Keys.TryEnter();
            return former;
        }

        List<string> faults = [];
        List<DecryptionKey> keys = [];
        if (print.Files.Any(files.IsMoving))
        {
            faults.Add(Moving(options.Platform!.Path));
        }
        else if (options.Platform is { } platform)
        {
            faults.AddRange(Attempts.Try(before?.Attempts, new EntryKey(nameof(options.Platform), platform.Path), print, isWatched: true, () =>
            {
                FilesUsed.AddRange(print.Files);
                List<string> found = [];
                keys = new KoreAiPlatformKeyFactory(found).Make(platform);
                return found;
            }));
        }

        if (IsChange && keys.Count == 0 && former?.All.Count > 0 && options.Platform is { } gone && options.Apps.Find(static app => app.EnforceEncryption == true) is { } app && faults.Count == 0)
        {
            faults.Add(Missing(gone.Path, app.Path));
        }

        OwnedKeys owned = new([.. keys]);
        UnreadFaults.Remove(faults, unread);
        Faults.AddRange(faults);
        if (IsChange && former is not null && faults.Count + unread.Count > 0)
        {
            owned.Dispose();
            former.Keys.TryEnter();
            Refused.Add(new EntryRefusal(options.Platform!.Path, IsKept: true, [.. unread, .. faults]));
            return former;
        }

        return new KoreAiPlatformState(print, keys, new Lease<OwnedKeys>(owned));
    }

    /// <summary>Keeps the platform's keys where the change takes them away and an app that is kept needs them: without keys it could only throw.</summary>
    private void KeepPlatform()
    {
        if (IsChange && Platform.All.Count == 0 && before?.Platform is { All.Count: > 0 } former
            && made.Values.FirstOrDefault(static app => app.Registration.App?.EnforceEncryption == true) is { } kept)
        {
            Platform.Keys.Leave();
            former.Keys.TryEnter();
            Platform = former;
            Refused.Add(new EntryRefusal(options.Platform!.Path, IsKept: true, [Missing(options.Platform.Path, kept.Path)]));
        }
    }

    private void Make(KoreAiAppSettings settings, EntrySettings print, KoreAiAppFactory factory)
    {
        if (print.Files.Any(files.IsMoving))
        {
            Refuse(settings, [Moving(settings.Path)]);
            return;
        }

        List<IDisposable> keys = [];
        KoreAiApp? app = null;
        List<string> faults = [.. Attempts.Try(before?.Attempts, new EntryKey(nameof(options.Apps), settings.Path), print, isWatched: true, () =>
        {
            FilesUsed.AddRange(print.Files);
            int first = Faults.Count;
            app = settings.Registration.ClientId.Length == 0 ? null : factory.Make(settings, keys);
            return Faults[first..];
        })];
        OwnedKeys owned = new(keys);
        UnreadFaults.Remove(faults, settings.Unread);
        if (IsChange && faults.Count + settings.Unread.Count > 0)
        {
            owned.Dispose();
            Refuse(settings, [.. settings.Unread, .. faults]);
            return;
        }

        made[settings.Path] = new KoreAiAppState(settings.Path, print, settings.Registration with { App = app }, new Lease<OwnedKeys>(owned));
    }

    /// <summary>One Client ID is one app. Of several, the ones that did not change keep it; at the start the first one has it.</summary>
    private void RefuseSharedIds()
    {
        bool isSettled;
        do
        {
            isSettled = true;
            Dictionary<string, string> owners = new(StringComparer.Ordinal);
            foreach (KoreAiAppState app in made.Values.OrderBy(app => IsChange && IsNew(app)).ToArray())
            {
                if (app.Registration.ClientId.Length == 0 || owners.TryAdd(app.Registration.ClientId, app.Path))
                {
                    continue;
                }

                string fault = $"{app.Path}:{nameof(KoreAiAppRegistration.ClientId)}: is another app's too; each needs its own.";
                if (IsChange)
                {
                    // Its former Client ID may be another's by now, which is then refused in turn.
                    isSettled = false;
                    app.Keys.Leave();
                    made.Remove(app.Path);
                    Refuse(options.Apps.Find(settings => settings.Path == app.Path)!, [fault]);
                }
                else
                {
                    Unread.Add(fault);
                }
            }
        }
        while (!isSettled);
    }

    private bool IsNew(KoreAiAppState app) => !ReferenceEquals(before?.States.GetValueOrDefault(app.Path)?.Keys, app.Keys);

    private void Refuse(KoreAiAppSettings settings, IReadOnlyList<string> faults)
    {
        KoreAiAppState? former = before?.States.GetValueOrDefault(settings.Path);
        if (former is not null)
        {
            Keep(former);
        }

        Refused.Add(new EntryRefusal(settings.Path, former is not null, faults));
    }

    private void Keep(KoreAiAppState former)
    {
        former.Keys.TryEnter();
        made[former.Path] = former;
    }

    /// <summary>The app with the platform's keys of now, also where it is kept.</summary>
    private KoreAiAppState WithPlatformKeys(KoreAiAppState state) =>
        state with { Registration = state.Registration with { App = state.Registration.App is { } app ? app with { DecryptionKeys = Platform.All } : null } };

    private static string Missing(string platform, string app) =>
        $"{platform}:{nameof(KoreAiPlatformSettings.DecryptionKeyFile)}: is missing; {app} takes encrypted tokens only ({nameof(KoreAiAppSettings.EnforceEncryption)}).";

    private static string Moving(string path) => $"{path}: names a file that changes at each look; it is taken over once two looks in a row find the same content.";
}

/// <summary>Keys that go together.</summary>
internal sealed class OwnedKeys(IReadOnlyList<IDisposable> keys) : IDisposable
{
    public void Dispose()
    {
        foreach (IDisposable key in keys)
        {
            key.Dispose();
        }
    }
}

/// <summary>What was made of one app, and of which settings.</summary>
/// <param name="Path">The full configuration key of the app.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Registration">The app.</param>
/// <param name="Keys">Its keys. Each set of apps that has the app is a user of them.</param>
internal sealed record KoreAiAppState(string Path, EntrySettings Settings, KoreAiAppRegistration Registration, Lease<OwnedKeys> Keys);

/// <summary>The platform's keys, which all apps encrypt for.</summary>
/// <param name="Settings">Their settings.</param>
/// <param name="All">The keys.</param>
/// <param name="Keys">The same, counted.</param>
internal sealed record KoreAiPlatformState(EntrySettings Settings, IReadOnlyList<DecryptionKey> All, Lease<OwnedKeys> Keys);
