using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>
/// The apps of the configuration as it is at present. A change of a section or of a file it names is taken over as a whole or, if anything is wrong with it, not
/// at all.
/// </summary>
/// <remarks>Safe for concurrent use. What <see cref="FindAsync"/> finds has keys that end with their configuration; the validators hold on to theirs.</remarks>
internal sealed class ConfiguredKoreAiApps : IKoreAiAppRegistry, IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly KoreAiAppsReader[] readers;
    private readonly KoreAiAppSetMaker maker;
    private readonly KoreAiAppsLog log;
    private readonly Slot<KoreAiAppSet> current = new(nameof(ConfiguredKoreAiApps));
    private readonly WatchedFiles files;
    private readonly IDisposable subscription;
    private readonly ITimer timer;
    private bool isPending;
    private bool isDisposed;

    /// <exception cref="OptionsValidationException">The configuration has faults; the message names each.</exception>
    public ConfiguredKoreAiApps(IEnumerable<KoreAiAppsReader> readers, KoreAiAppSetMaker maker, TimeProvider timeProvider, ILogger<ConfiguredKoreAiApps> logger)
    {
        this.readers = [.. readers];
        this.maker = maker;
        log = new KoreAiAppsLog(logger);

        // The files are looked at before anything is made from them, so that a change in between is noticed.
        KoreAiAppsOptions options = Read();
        files = new WatchedFiles(options.Files);
        current.Replace(maker.Make(options));
        subscription = ChangeToken.OnChange(
            () => new CompositeChangeToken([.. this.readers.SelectMany(static reader => reader.Sections).Select(static section => section.GetReloadToken())]), Reload);
        timer = timeProvider.CreateTimer(static apps => ((ConfiguredKoreAiApps)apps!).Look(), this, LookInterval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The current apps, counted in. The caller leaves them.</summary>
    /// <exception cref="ObjectDisposedException">The host has stopped.</exception>
    public Counted<KoreAiAppSet> Enter() => current.Enter()!;

    public ValueTask<KoreAiAppRegistration?> FindAsync(string clientId, CancellationToken cancellationToken)
    {
        Counted<KoreAiAppSet> set = Enter();
        try
        {
            return new(set.Value.Find(clientId));
        }
        finally
        {
            set.Leave();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
        }

        // Not inside the gate: they wait for a callback that is under way, which may wait for the gate.
        subscription.Dispose();
        timer.Dispose();
        current.Close();
    }

    private KoreAiAppsOptions Read()
    {
        KoreAiAppsOptions options = new();
        foreach (KoreAiAppsReader reader in readers)
        {
            reader.Configure(options);
        }

        return options;
    }

    /// <summary>A change that was refused or waits for its files is tried again at each look, once they are at rest.</summary>
    private void Look()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            files.Look();
            if (isPending || files.HaveChanged)
            {
                Reload();
            }

            timer.Change(LookInterval, Timeout.InfiniteTimeSpan);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Code of the host's that fails here would end the process, from a timer; the last good configuration serves on.")]
    private void Reload()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            isPending = true;
            try
            {
                KoreAiAppsOptions options = Read();
                files.Follow(options.Files);
                if (files.AreAtRest())
                {
                    TakeOver(options);
                }
            }
            catch (OptionsValidationException e)
            {
                log.Refused(e.Failures);
            }
            catch (Exception e)
            {
                log.Failed(e);
            }
        }
    }

    private void TakeOver(KoreAiAppsOptions options)
    {
        KoreAiAppSet made = maker.Make(options);
        if (!files.AreAtRest())
        {
            made.Dispose();
            return;
        }

        current.Replace(made);
        files.Use();
        isPending = false;
        log.Reloaded();
    }
}
