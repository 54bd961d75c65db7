using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>The issuers, validators and envelopes of the sections that were given to <c>AddJwtKit</c>, as they are at present.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class JwtKitRuntime : ReloadingConfiguration<JwtKitOptions>
{
    private readonly JwtKitOptionsSource source;
    private readonly JwtKitSnapshotFactory factory;
    private readonly ReplayStoreSelection? replayStore;
    private JwtKitSnapshot current;

    /// <exception cref="OptionsValidationException">The configuration has faults; the message names each.</exception>
    public JwtKitRuntime(
        IOptionsMonitor<JwtKitOptions> options,
        JwtKitOptionsSource source,
        IEnumerable<JwtKitSection> sections,
        PayloadBudget payloads,
        JwtKitSnapshotFactory factory,
        EntryUses uses,
        IReplayStore replayStore,
        TimeProvider timeProvider,
        JwtKitTelemetry telemetry,
        ILoggerFactory loggers)
        : base(sections.Select(static section => section.Section), timeProvider, new ReloadLog(loggers.CreateLogger<JwtKitRuntime>(), telemetry))
    {
        this.source = source;
        this.factory = factory;
        this.replayStore = replayStore as ReplayStoreSelection;
        Payloads = payloads;
        Uses = uses;
        Published = new PublishedKeyTable(timeProvider);
        current = factory.Start(options.CurrentValue);
        Begin(current.Files);

        // From now on whoever asks for the options gets those in use, and has nothing checked and made once more.
        source.Publish(current.Options);
        this.replayStore?.Open(current.Options.Replay);
        Use(current);
        Follow(current.Options.Tokens);
    }

    public ReloadableTable<LocalIssuer> Issuers { get; } = new();

    public ReloadableTable<LocalValidator> Validators { get; } = new();

    public ReloadableTable<EnvelopeProfile> Envelopes { get; } = new();

    public PublishedKeyTable Published { get; }

    /// <summary>The memory for encrypted payloads.</summary>
    public PayloadBudget Payloads { get; }

    /// <summary>Which parts of the host name which entries. A change takes no entry away that is among them.</summary>
    public EntryUses Uses { get; }

    protected override JwtKitOptions Read() => source.Read();

    protected override IEnumerable<string> FilesOf(JwtKitOptions options) => EntrySettings.FilesOf(options);

    protected override Takeover? TakeOver(JwtKitOptions options)
    {
        JwtKitSnapshot? made = factory.Change(options, current, Files, Published);
        if (made is null)
        {
            return null;
        }

        JwtKitSnapshot before = current;
        bool isTaken = made.Differs(before) || made.Refused.Count == 0;
        try
        {
            source.Check(options);
            if (isTaken)
            {
                source.Publish(options);
                if (replayStore?.Open(options.Replay) == false)
                {
                    Log.ReplayStays();
                }
            }
        }
        catch
        {
            source.Publish(before.Options);
            made.Release(before);
            throw;
        }

        factory.Note(made, before);
        Use(made);
        current = made;
        return new Takeover(isTaken, made.Refused, made.Attempts.IsDue);
    }

    protected override void Announce() => source.Announce();

    protected override void Close()
    {
        Issuers.Close();
        Validators.Close();
        Envelopes.Close();
    }

    private void Use(JwtKitSnapshot made)
    {
        // Validators first: whoever gets a token of the new key finds it accepted.
        Validators.Replace(made.Validators);
        Envelopes.Replace(made.Envelopes);
        Payloads.Use(made.Options);
        Published.Replace(made.Issuers);
        Issuers.Replace(made.Issuers);
    }
}
