using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>
/// Makes snapshots of options: all of it at the start, and after a change those entries whose settings or files are others than before. What the check of the
/// start has made is what the host starts with, so that each key is opened once. Safe for concurrent use.
/// </summary>
internal sealed class JwtKitSnapshotFactory(
    IServiceProvider services, IReplayStore replayStore, JwksResolvers jwks, EntryUses uses, IEnumerable<IAddedSection> added, PayloadBudget payloads, SkippedKeys skippedKeys, TimeProvider timeProvider, JwtKitTelemetry telemetry, ILoggerFactory loggers) : IDisposable
{
    private readonly Lock gate = new();
    private readonly MeasuredReplayStore replayStore = new(replayStore, telemetry);
    private readonly ILogger issuerLogger = loggers.CreateLogger(LocalIssuer.LogCategory);
    private readonly FixedPlatforms platforms = new();
    private JwtKitSnapshot? prepared;

    /// <summary>Everything that is wrong with the options of a host that starts. Where nothing is, what was made stays ready for <see cref="Start"/>.</summary>
    public IReadOnlyList<string> Check(JwtKitOptions options)
    {
        lock (gate)
        {
            (JwtKitSnapshot made, List<string> faults) = MakeAll(options);
            if (faults.Count > 0)
            {
                made.Release(prepared);
                return faults;
            }

            prepared?.Release(made);
            prepared = made;
            return [];
        }
    }

    /// <summary>What a host starts with.</summary>
    /// <exception cref="OptionsValidationException">There are faults; the message names each.</exception>
    public JwtKitSnapshot Start(JwtKitOptions options)
    {
        if (!ReferenceEquals(Volatile.Read(ref prepared)?.Options, options) && Check(options) is { Count: > 0 } faults)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(JwtKitOptions), faults);
        }

        lock (gate)
        {
            JwtKitSnapshot made = prepared!;
            prepared = null;
            Note(made, before: null);
            return made;
        }
    }

    /// <summary>Makes what has changed. An entry with a fault keeps what it had, also in the options, and is named.</summary>
    /// <param name="options">The options as they were read; those of refused entries are replaced.</param>
    /// <param name="before">The snapshot in use.</param>
    /// <param name="files">The files of the options.</param>
    /// <param name="published">The keys that are published, where two with one id are a fault.</param>
    /// <returns>The snapshot; null if a file has changed on the way.</returns>
    /// <exception cref="OptionsValidationException">There are faults that are about no entry.</exception>
    public JwtKitSnapshot? Change(JwtKitOptions options, JwtKitSnapshot before, FileWatch files, PublishedKeyTable published)
    {
        List<string> faults = GlobalFaults(options);
        ReplayOptionsCheck.NoteFaults(options, services, faults);
        if (faults.Count > 0)
        {
            PayloadMemoryCheck.NoteFaults(options, payloads.LongestOfEndpoints, faults);
            throw Refused(options, faults);
        }

        SnapshotDraft draft = new(this, options, before, files, uses.ByEntry) { IsChange = true };
        draft.MakeEntries();
        foreach (IAddedSection section in added)
        {
            draft.CompareAdded(section);
        }

        draft.RefuseConflicts(published);
        if (!files.AreAtRest(draft.FilesUsed))
        {
            draft.Next.Release(before);
            return null;
        }

        // After the entries: of a refused one the former length counts.
        if (draft.SettlePayloadMemory(payloads.LongestOfEndpoints) is { } fault)
        {
            draft.Next.Release(before);
            throw Refused(options, [fault]);
        }

        return draft.Next;
    }

    /// <summary>Notes that a snapshot is in use.</summary>
    public void Note(JwtKitSnapshot made, JwtKitSnapshot? before)
    {
        platforms.Note(made.Options);
        foreach (LocalIssuer issuer in made.NewIssuers(before))
        {
            issuer.WarnOfNearLimit();
        }

        foreach (LocalValidator validator in made.NewValidators(before))
        {
            skippedKeys.Note($"{made.Options.PathOfValidator(validator.Name)}:{nameof(ValidatorOptions.KeyFile)}", validator.Skipped);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            // Made by a check, and the start went no further.
            prepared?.Release(other: null);
            prepared = null;
        }
    }

    public LocalIssuer? MakeIssuer(string name, IssuerOptions settings, JwtKitOptions options, List<string> faults)
    {
        string path = options.PathOf(name);

        // Without a platform there is no telling which settings are right.
        if (UnreadFaults.Has(options.Unread.GetValueOrDefault(EntryKey.Issuer(name)), $"{path}:{nameof(settings.Platform)}"))
        {
            return null;
        }

        if (platforms.FaultOf(name, settings, path) is { } other)
        {
            faults.Add(other);
            return null;
        }

        return new IssuerFactory(path, faults, options.HasSection).Check(settings) is { } key ? new LocalIssuer(name, settings, key, timeProvider, telemetry, issuerLogger) : null;
    }

    public LocalValidator? MakeValidator(string name, ValidatorOptions settings, JwtKitOptions options, List<string> faults) =>
        new ValidatorFactory(options.PathOfValidator(name), faults, replayStore, jwks).Make(settings) is { } policy ? new LocalValidator(name, policy, timeProvider, telemetry) : null;

    private static OptionsValidationException Refused(JwtKitOptions options, IEnumerable<string> faults) =>
        new(Options.DefaultName, typeof(JwtKitOptions), faults.Concat(options.Unread.Values.SelectMany(static unread => unread)).Distinct());

    private static List<string> GlobalFaults(JwtKitOptions options) =>
    [
        .. options.Faults.Distinct(),

        // Of entries that code has taken out again.
        .. options.Unread.Where(unread => !options.Has(unread.Key)).SelectMany(static unread => unread.Value).Distinct(),
    ];

    private (JwtKitSnapshot Made, List<string> Faults) MakeAll(JwtKitOptions options)
    {
        FileWatch files = new();
        files.Begin(EntrySettings.FilesOf(options));
        ILookup<EntryKey, IEntryUse> used = uses.ByEntry;
        SnapshotDraft draft = new(this, options, prepared, files, used);
        draft.MakeEntries();
        List<string> faults = [.. options.Faults.Concat(options.Unread.Values.SelectMany(static unread => unread)).Distinct(), .. draft.Faults];
        List<string> missing = [];
        foreach (IEntryUse use in used.SelectMany(static entry => entry))
        {
            use.NoteFaults(options, missing);
        }

        PayloadMemoryCheck.NoteFaults(options, payloads.LongestOfEndpoints, missing);
        ReplayOptionsCheck.NoteFaults(options, services, missing);
        UnreadFaults.Remove(missing, faults);
        return (draft.Next, [.. faults, .. missing]);
    }
}

/// <summary>
/// The platform of each issuer since it first had one. It does not change while the host runs: endpoints are mapped for it, and one that serves visitors of a
/// platform must not come to sign tokens that cannot say that someone is a visitor.
/// </summary>
internal sealed class FixedPlatforms
{
    private readonly Dictionary<string, TokenPlatform> platforms = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fault of an issuer that has another platform than before; null where it has not.</summary>
    public string? FaultOf(string name, IssuerOptions issuer, string path) =>
        platforms.TryGetValue(name, out TokenPlatform platform) && platform != issuer.Platform
            ? $"{path}:{nameof(IssuerOptions.Platform)}: is {issuer.Platform} and was {platform}; it changes with a restart only, since endpoints are made for it."
            : null;

    public void Note(JwtKitOptions options)
    {
        foreach ((string name, IssuerOptions issuer) in options.Issuers)
        {
            platforms.TryAdd(name, issuer.Platform);
        }
    }
}
