namespace JwtKit;

/// <summary>A part of the host that names an entry of the configuration and cannot do without it.</summary>
internal interface IEntryUse
{
    EntryKey Entry { get; }

    /// <summary>Notes what the part lacks in these options.</summary>
    void NoteFaults(JwtKitOptions options, ICollection<string> faults);
}

/// <summary>
/// The parts of the host that name entries: HTTP clients from the start, endpoints and authentication schemes from when they are made. An entry in use is not
/// taken away by a change of the configuration. Safe for concurrent use.
/// </summary>
internal sealed class EntryUses(IEnumerable<EnvelopeUse> envelopes, IEnumerable<TokenClientUse> clients)
{
    private readonly Lock gate = new();
    private readonly OrderedDictionary<IEntryUse, bool> uses = new([.. envelopes.Concat<IEntryUse>(clients).Distinct().Select(static use => KeyValuePair.Create(use, true))]);

    /// <summary>The uses of each entry at this moment.</summary>
    public ILookup<EntryKey, IEntryUse> ByEntry
    {
        get
        {
            lock (gate)
            {
                return uses.Keys.ToLookup(static use => use.Entry);
            }
        }
    }

    /// <summary>Notes a use; the same one counts once.</summary>
    public void Add(IEntryUse use)
    {
        lock (gate)
        {
            uses.TryAdd(use, true);
        }
    }
}
