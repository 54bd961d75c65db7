using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>What <c>AddJwtKit</c> reads from its configuration section, and what code adds to it, changes, or says alone. Checked as a whole when the host starts.</summary>
/// <remarks>Not safe for concurrent use; fixed once the host has started.</remarks>
public sealed class JwtKitOptions
{
    /// <summary>The token issuers by name. Names compare without case, as configuration does.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, IssuerOptions> Issuers { get; } = new Dictionary<string, IssuerOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The token validators by name. Names compare without case, as configuration does.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, ValidatorOptions> Validators { get; } = new Dictionary<string, ValidatorOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Payload encryption by name. Names compare without case, as configuration does.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, EnvelopeOptions> Envelopes { get; } = new Dictionary<string, EnvelopeOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How many bytes the encrypted payloads of all requests under way hold in memory together, on the server's side: what was received and opened, and the responses
    /// with their ciphertext. A request that finds no room is refused with 503 (<c>payload_memory_exhausted</c>) and <c>Retry-After</c>; requests get three quarters, so that uploads leave
    /// room for responses. From 1 048 576, and at least 4 times the longest message that an envelope or an endpoint accepts.
    /// </summary>
    /// <value>268 435 456 (256 MiB) by default, or 4 times the longest message if that is more.</value>
    public long? MaximumPayloadMemory { get; set; }

    /// <summary>Where one-time tokens are remembered.</summary>
    public ReplayOptions Replay { get; } = new();

    /// <summary>The entries of sections that other packages read, by the names of the sections.</summary>
    internal Dictionary<string, AddedEntries> Added { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The tokens of the sections, each taken before its section was read.</summary>
    internal List<IChangeToken> Tokens { get; } = [];

    /// <summary>What could not be read, and is about no single entry.</summary>
    internal List<string> Faults { get; } = [];

    /// <summary>The key of the section that was read, of the first where there are several; null where code says everything.</summary>
    internal string? SectionPath { get; set; }

    /// <summary>Whether a section was read.</summary>
    internal bool HasSection => SectionPath is not null;

    /// <summary>The full key of the replay section.</summary>
    internal string ReplayPath { get => field ?? Place(nameof(Replay)); set; }

    /// <summary>The full key of <see cref="MaximumPayloadMemory"/>.</summary>
    internal string PayloadMemoryPath => Place(nameof(MaximumPayloadMemory));

    /// <summary>What could not be read of single entries, in the order of reading. <see cref="Faults"/> has what is about no entry.</summary>
    internal OrderedDictionary<EntryKey, List<string>> Unread { get; } = [];

    /// <summary>The full key of each entry that a section has, for messages. Several sections can be added.</summary>
    internal Dictionary<EntryKey, string> Paths { get; } = [];

    /// <summary>The full key of an entry; for one that code has added, where it would stand.</summary>
    internal string PathOf(EntryKey entry) => Paths.GetValueOrDefault(entry, Place(entry.Section, entry.Name));

    /// <summary>The full key of an issuer.</summary>
    internal string PathOf(string issuer) => PathOf(EntryKey.Issuer(issuer));

    /// <summary>The full key of a validator.</summary>
    internal string PathOfValidator(string validator) => PathOf(EntryKey.Validator(validator));

    /// <summary>The full key of a payload encryption.</summary>
    internal string PathOfEnvelope(string envelope) => PathOf(EntryKey.Envelope(envelope));

    /// <summary>Whether there is such an entry.</summary>
    internal bool Has(EntryKey entry) => entry.Section switch
    {
        nameof(Issuers) => Issuers.ContainsKey(entry.Name),
        nameof(Validators) => Validators.ContainsKey(entry.Name),
        nameof(Envelopes) => Envelopes.ContainsKey(entry.Name),
        _ => Added.TryGetValue(entry.Section, out AddedEntries? entries) && entries.Contains(entry.Name),
    };

    /// <summary>Notes what could not be read of an entry. Of several sections each adds what it has.</summary>
    internal void NoteUnread(EntryKey entry, IReadOnlyCollection<string> faults)
    {
        if (faults.Count > 0)
        {
            Unread[entry] = [.. Unread.GetValueOrDefault(entry) ?? [], .. faults];
        }
    }

    /// <summary>Where a setting would stand that code has made.</summary>
    private string Place(params ReadOnlySpan<string> keys) => $"{SectionPath ?? "JwtKit"}:{string.Join(':', keys)}";
}
