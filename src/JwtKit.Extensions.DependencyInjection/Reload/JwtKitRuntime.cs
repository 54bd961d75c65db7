using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>
/// What the configuration means at present. A change of a section or of a file it names is taken over as a whole, or, if anything is wrong with it, not at
/// all. Safe for concurrent use.
/// </summary>
internal sealed class JwtKitRuntime : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly IOptionsFactory<JwtKitOptions> factory;
    private readonly ConfiguredKit.Maker maker;
    private readonly ReloadLog log;
    private readonly List<IDisposable> subscriptions = [];
    private WatchedFiles files;
    private bool isRefused;
    private bool isDisposed;

    /// <exception cref="OptionsValidationException">The configuration has faults; the message names each.</exception>
    public JwtKitRuntime(
        IOptionsMonitor<JwtKitOptions> options,
        IOptionsFactory<JwtKitOptions> factory,
        IEnumerable<JwtKitSection> sections,
        ConfiguredKit.Maker maker,
        IReplayStore replayStore,
        TimeProvider timeProvider,
        JwtKitTelemetry telemetry,
        ILoggerFactory loggers)
    {
        this.factory = factory;
        this.maker = maker;
        log = new ReloadLog(loggers.CreateLogger<JwtKitRuntime>(), telemetry);
        JwtKitOptions first = options.CurrentValue;
        (replayStore as ConfiguredReplayStore)?.Open(first.Replay);
        files = new WatchedFiles(first.Files);
        Use(first);
        subscriptions.AddRange(sections.Select(section => ChangeToken.OnChange(section.Section.GetReloadToken, Reload)));
        subscriptions.Add(timeProvider.CreateTimer(static runtime => ((JwtKitRuntime)runtime!).Look(), this, LookInterval, LookInterval));
    }

    public SlotTable<TokenIssuer> Issuers { get; } = new();

    public SlotTable<TokenValidator> Validators { get; } = new();

    public SlotTable<ConfiguredEnvelope> Envelopes { get; } = new();

    /// <summary>Whether the configuration has changed to something that is not good, so that the one before is in use.</summary>
    public bool HasRefusedChange => log.HasRefusedChange;

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            subscriptions.ForEach(static subscription => subscription.Dispose());
            Issuers.Close();
            Validators.Close();
            Envelopes.Close();
        }
    }

    /// <summary>A refused change is tried again at each look, since a file that it needs may come later.</summary>
    private void Look()
    {
        lock (gate)
        {
            if (!isDisposed && (files.HaveChanged() || isRefused))
            {
                Reload();
            }
        }
    }

    private void Reload()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            try
            {
                JwtKitOptions options = factory.Create(Options.DefaultName);
                WatchedFiles next = new(options.Files);
                Use(options);
                files = next;
                isRefused = false;
                log.Reloaded();
            }
            catch (OptionsValidationException e)
            {
                isRefused = true;
                log.Refused(e.Failures);
            }
        }
    }

    private void Use(JwtKitOptions options)
    {
        ConfiguredKit made = maker.Make(options);
        Issuers.Replace(made.Issuers);
        Validators.Replace(made.Validators);
        Envelopes.Replace(made.Envelopes);
    }
}
