using System.Diagnostics.CodeAnalysis;
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
    private readonly FreshOptions fresh;
    private readonly ConfiguredKit.Maker maker;
    private readonly ConfiguredReplayStore? replayStore;
    private readonly ReloadLog log;
    private readonly FixedPlatforms platforms = new();
    private readonly WatchedFiles files;
    private readonly JwtKitSection[] sections;
    private readonly IDisposable subscription;
    private readonly ITimer timer;
    private JwtKitOptions current;
    private bool isPending;
    private bool isDisposed;

    /// <exception cref="OptionsValidationException">The configuration has faults; the message names each.</exception>
    public JwtKitRuntime(
        IOptionsMonitor<JwtKitOptions> options,
        FreshOptions fresh,
        IEnumerable<JwtKitSection> sections,
        ConfiguredKit.Maker maker,
        IReplayStore replayStore,
        TimeProvider timeProvider,
        JwtKitTelemetry telemetry,
        ILoggerFactory loggers)
    {
        this.fresh = fresh;
        this.maker = maker;
        this.replayStore = replayStore as ConfiguredReplayStore;
        log = new ReloadLog(loggers.CreateLogger<JwtKitRuntime>(), telemetry);
        Published = new PublishedKeyTable(timeProvider);

        // The files are looked at before anything is made from them, so that a change in between is noticed.
        current = options.CurrentValue;
        files = new WatchedFiles(current.Files);
        this.replayStore?.Open(current.Replay);
        Use(current, maker.Make(current));

        // One token for all sections: a change of the configuration they share is one change. The timer goes once, and again when its look is done.
        this.sections = [.. sections];
        Array.ForEach(this.sections, static section => section.Use());
        subscription = ChangeToken.OnChange(() => new CompositeChangeToken([.. this.sections.Select(static section => section.Section.GetReloadToken())]), Reload);
        timer = timeProvider.CreateTimer(static runtime => ((JwtKitRuntime)runtime!).Look(), this, LookInterval, Timeout.InfiniteTimeSpan);
    }

    public SlotTable<TokenIssuer> Issuers { get; } = new();

    public SlotTable<TokenValidator> Validators { get; } = new();

    public SlotTable<ConfiguredEnvelope> Envelopes { get; } = new();

    public PublishedKeyTable Published { get; }

    /// <summary>Whether the configuration has changed to something that is not good, so that the one before is in use.</summary>
    public bool HasRefusedChange => log.HasRefusedChange;

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
        }

        // Not inside the gate: they wait for a callback that is under way, which may wait for the gate.
        subscription.Dispose();
        timer.Dispose();
        lock (gate)
        {
            Issuers.Close();
            Validators.Close();
            Envelopes.Close();
        }
    }

    /// <summary>A change that was refused or waits for its files is tried again at each look, once they are at rest.</summary>
    private void Look()
    {
        bool isDue;
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            files.Look();
            isDue = isPending || files.HaveChanged;
        }

        if (isDue)
        {
            Reload();
        }

        lock (gate)
        {
            if (!isDisposed)
            {
                timer.Change(LookInterval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Code of the host's that fails here would end the process, from a timer; the last good configuration serves on.")]
    private void Reload()
    {
        if (!TryReload())
        {
            return;
        }

        try
        {
            // Not inside the gate: whoever listens may wait for others.
            fresh.Announce();
        }
        catch (Exception e)
        {
            log.ListenerFailed(e);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "As above.")]
    private bool TryReload()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return false;
            }

            isPending = true;
            try
            {
                JwtKitOptions options = fresh.Read();
                RequireSections();
                files.Follow(options.Files);
                return files.AreAtRest() && TryTakeOver(options);
            }
            catch (OptionsValidationException e)
            {
                log.Refused(e.Failures);
            }
            catch (Exception e)
            {
                log.Failed(e);
            }

            return false;
        }
    }

    /// <exception cref="OptionsValidationException">A section has lost all settings.</exception>
    private void RequireSections()
    {
        string[] faults = [.. sections.Where(static section => section.IsGone).Select(static section =>
            $"{section.Section.Path}: has no settings any more, as while their file is being replaced; the last ones stay until there are new ones, or until a restart.")];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(JwtKitOptions), faults);
        }
    }

    private bool TryTakeOver(JwtKitOptions options)
    {
        fresh.Check(options);
        platforms.Check(options);
        ConfiguredKit? made = maker.Make(options);
        try
        {
            Published.Check(made.Issuers, options);
            if (!files.AreAtRest())
            {
                return false;
            }

            fresh.Publish(options);
            if (replayStore?.Open(options.Replay) == false)
            {
                log.ReplayStays();
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
        files.Use();
        Array.ForEach(sections, static section => section.Use());
        isPending = false;
        log.Reloaded();
        return true;
    }

    private void Use(JwtKitOptions options, ConfiguredKit made)
    {
        platforms.Note(options);

        // Validators first: whoever gets a token of the new key finds it accepted.
        Validators.Replace(made.Validators);
        Envelopes.Replace(made.Envelopes);
        Published.Replace(made.Issuers);
        Issuers.Replace(made.Issuers);
    }
}
