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

/// <summary>A payload encryption that an HTTP client uses, so that the start fails without it.</summary>
internal sealed record EnvelopeUse(string Name) : IEntryUse
{
    public EntryKey Entry => EntryKey.Envelope(Name);

    public void NoteFaults(JwtKitOptions options, ICollection<string> faults)
    {
        string path = options.PathOfEnvelope(Name);
        if (!options.Envelopes.TryGetValue(Name, out EnvelopeOptions? envelope))
        {
            faults.Add($"{path}: is missing; an HTTP client encrypts its payloads by it.");
        }
        else if (envelope.RecipientKeyFile is null && envelope.RecipientKey is null && envelope.SharedKey is null && envelope.SharedKeyFile is null)
        {
            faults.Add($"{path}:{nameof(envelope.RecipientKeyFile)}: is missing; an HTTP client encrypts its requests for that key.");
        }
    }
}

/// <summary>An HTTP client that sends an issuer's tokens, so that the start fails without the issuer.</summary>
internal sealed record TokenClientUse(string Client, string Issuer) : IEntryUse
{
    public EntryKey Entry => EntryKey.Issuer(Issuer);

    public void NoteFaults(JwtKitOptions options, ICollection<string> faults)
    {
        if (!options.Issuers.TryGetValue(Issuer, out IssuerOptions? issuer))
        {
            faults.Add($"{options.PathOf(Issuer)}: is missing; the HTTP client '{Client}' sends its tokens. Of issuers {ConfiguredNames.Describe(options.Issuers.Keys)}.");
        }
        else if (issuer.Subject is null && !IssuerProfile.Of(issuer.Platform).Required.Contains(nameof(issuer.Subject)))
        {
            faults.Add($"{options.PathOf(Issuer)}: speaks of users; the HTTP client '{Client}' needs an issuer that speaks for the application, under a Subject.");
        }
    }
}
