namespace JwtKit;

/// <summary>Everything that one configuration describes, made and ready for use. Entries that did not change share their lease with the snapshot before.</summary>
internal sealed class JwtKitSnapshot(JwtKitOptions options, FileWatch files)
{
    /// <summary>What it was made of: of a refused entry the last good settings, or none.</summary>
    public JwtKitOptions Options => options;

    /// <summary>The files that the options name, noted before anything was made from them.</summary>
    public FileWatch Files => files;

    public Dictionary<string, EntryState<LocalIssuer>> Issuers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, EntryState<LocalValidator>> Validators { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, EntryState<EnvelopeProfile>> Envelopes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The settings of entries of other packages, which make and watch their keys themselves.</summary>
    public Dictionary<EntryKey, EntrySettings> Added { get; } = [];

    /// <summary>The entries whose change is not in use.</summary>
    public List<EntryRefusal> Refused { get; } = [];

    /// <summary>What making its entries has found.</summary>
    public EntryAttempts Attempts { get; } = new();

    /// <summary>The issuers that the snapshot before does not have.</summary>
    public IEnumerable<LocalIssuer> NewIssuers(JwtKitSnapshot? before) => New(Issuers, before?.Issuers);

    /// <summary>The validators that the snapshot before does not have.</summary>
    public IEnumerable<LocalValidator> NewValidators(JwtKitSnapshot? before) => New(Validators, before?.Validators);

    /// <summary>Whether anything is in use that another snapshot does not have, or the reverse.</summary>
    public bool Differs(JwtKitSnapshot other) =>
        Differ(Issuers, other.Issuers) || Differ(Validators, other.Validators) || Differ(Envelopes, other.Envelopes)
        || Added.Count != other.Added.Count || Added.Any(entry => !entry.Value.Equals(other.Added.GetValueOrDefault(entry.Key)))
        || Options.MaximumPayloadMemory != other.Options.MaximumPayloadMemory || !Options.Replay.Agrees(other.Options.Replay);

    /// <summary>Lets go of all that another snapshot does not have too.</summary>
    public void Release(JwtKitSnapshot? other)
    {
        Release(Issuers, other?.Issuers);
        Release(Validators, other?.Validators);
        Release(Envelopes, other?.Envelopes);
    }

    private static IEnumerable<T> New<T>(Dictionary<string, EntryState<T>> entries, Dictionary<string, EntryState<T>>? before)
        where T : class, IDisposable =>
        entries.Where(entry => !ReferenceEquals(before?.GetValueOrDefault(entry.Key)?.Lease, entry.Value.Lease)).Select(static entry => entry.Value.Lease.Value);

    private static bool Differ<T>(Dictionary<string, EntryState<T>> left, Dictionary<string, EntryState<T>> right)
        where T : class, IDisposable =>
        left.Count != right.Count || left.Any(entry => !ReferenceEquals(entry.Value.Lease, right.GetValueOrDefault(entry.Key)?.Lease));

    private static void Release<T>(Dictionary<string, EntryState<T>> entries, Dictionary<string, EntryState<T>>? kept)
        where T : class, IDisposable
    {
        foreach ((string name, EntryState<T> entry) in entries)
        {
            if (!ReferenceEquals(entry.Lease, kept?.GetValueOrDefault(name)?.Lease))
            {
                entry.Lease.Leave();
            }
        }
    }
}
