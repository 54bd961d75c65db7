using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>The issuers, validators and envelopes of the sections that were given to <c>AddJwtKit</c>, as they are at present.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class JwtKitRuntime : LiveConfiguration<JwtKitOptions>
{
    private readonly FreshOptions fresh;
    private readonly ConfiguredKit.Maker maker;
    private readonly ConfiguredReplayStore? replayStore;
    private readonly FixedPlatforms platforms = new();
    private JwtKitOptions current;

    /// <exception cref="OptionsValidationException">The configuration has faults; the message names each.</exception>
    public JwtKitRuntime(
        IOptionsMonitor<JwtKitOptions> options,
        FreshOptions fresh,
        IEnumerable<JwtKitSection> sections,
        ConfiguredKit.Maker maker,
        PayloadBudget payloads,
        IReplayStore replayStore,
        TimeProvider timeProvider,
        JwtKitTelemetry telemetry,
        ILoggerFactory loggers)
        : base(sections.Select(static section => section.Section), timeProvider, new ReloadLog(loggers.CreateLogger<JwtKitRuntime>(), telemetry))
    {
        this.fresh = fresh;
        this.maker = maker;
        this.replayStore = replayStore as ConfiguredReplayStore;
        Payloads = payloads;
        Published = new PublishedKeyTable(timeProvider);
        current = options.CurrentValue;
        Begin(current.Files);
        this.replayStore?.Open(current.Replay);
        Use(current, maker.Make(current));
        Follow();
    }

    public SlotTable<TokenIssuer> Issuers { get; } = new();

    public SlotTable<TokenValidator> Validators { get; } = new();

    public SlotTable<ConfiguredEnvelope> Envelopes { get; } = new();

    public PublishedKeyTable Published { get; }

    /// <summary>The memory for encrypted payloads.</summary>
    public PayloadBudget Payloads { get; }

    protected override JwtKitOptions Read() => fresh.Read();

    protected override IEnumerable<string> FilesOf(JwtKitOptions options) => options.Files;

    protected override bool TryTakeOver(JwtKitOptions options)
    {
        fresh.Check(options);
        platforms.Check(options);
        ConfiguredKit? made = maker.Make(options);
        try
        {
            Published.Check(made.Issuers, options);
            if (!AreFilesAtRest)
            {
                return false;
            }

            fresh.Publish(options);
            if (replayStore?.Open(options.Replay) == false)
            {
                Log.ReplayStays();
            }

            Use(options, made);
            made = null;
        }
        finally
        {
            if (made is not null)
            {
                fresh.Publish(current);
                made.Dispose();
            }
        }

        current = options;
        return true;
    }

    protected override void Announce() => fresh.Announce();

    protected override void Close()
    {
        Issuers.Close();
        Validators.Close();
        Envelopes.Close();
    }

    private void Use(JwtKitOptions options, ConfiguredKit made)
    {
        platforms.Note(options);

        // Validators first: whoever gets a token of the new key finds it accepted.
        Validators.Replace(made.Validators);
        Envelopes.Replace(made.Envelopes);
        Payloads.Use(options);
        Published.Replace(made.Issuers);
        Issuers.Replace(made.Issuers);
    }
}
