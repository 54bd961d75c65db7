using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>
/// What sections of the configuration, and the files that they name, mean at present. A change is taken over as a whole or, if anything is wrong with it, not
/// at all; then it is tried again at each look.
/// </summary>
/// <remarks>Safe for concurrent use: one change is taken over at a time.</remarks>
internal abstract class LiveConfiguration<TOptions>(IEnumerable<IConfigurationSection> sections, TimeProvider timeProvider, ReloadLog log) : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly FollowedSection[] sections = [.. sections.Select(static section => new FollowedSection(section))];
    private readonly WatchedFiles files = new();
    private IDisposable? subscription;
    private ITimer? timer;
    private bool isPending;
    private bool isDisposed;

    /// <summary>Whether the configuration has changed to something that is not good, so that the one before is in use.</summary>
    public bool HasRefusedChange => log.HasRefusedChange;

    protected ReloadLog Log => log;

    /// <summary>Whether no file has changed since the options were read that are being taken over.</summary>
    protected bool AreFilesAtRest => files.AreAtRest();

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
        }

        // Not inside the gate: they wait for a callback that is under way, which may wait for the gate.
        subscription?.Dispose();
        timer?.Dispose();
        lock (gate)
        {
            Close();
        }
    }

    /// <summary>Notes these files as they are, before anything is made from them, so that a change in between is noticed.</summary>
    protected void Begin(IEnumerable<string> paths) => files.Begin(paths);

    /// <summary>Follows changes from now on. Called once, when what the options say is in use.</summary>
    protected void Follow()
    {
        Array.ForEach(sections, static section => section.Use());

        // One token for all sections: a change of the configuration they share is one change. The timer goes once, and again when its look is done.
        subscription = ChangeToken.OnChange(() => new CompositeChangeToken([.. sections.Select(static section => section.Section.GetReloadToken())]), Reload);
        timer = timeProvider.CreateTimer(static live => ((LiveConfiguration<TOptions>)live!).Look(), this, LookInterval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether a section that has lost all settings is a fault, so that the last ones stay while its file is being replaced.</summary>
    protected virtual bool RequiresSettings => true;

    /// <summary>The options as the sections have them now.</summary>
    /// <exception cref="OptionsValidationException">They cannot be read.</exception>
    protected abstract TOptions Read();

    /// <summary>The files that they name.</summary>
    protected abstract IEnumerable<string> FilesOf(TOptions options);

    /// <summary>Puts them in use; false if <see cref="AreFilesAtRest"/> was lost on the way, and nothing was changed.</summary>
    /// <exception cref="OptionsValidationException">There are faults, and nothing was changed.</exception>
    protected abstract bool TryTakeOver(TOptions options);

    /// <summary>Tells those who listen of a change that was taken over.</summary>
    protected virtual void Announce()
    {
    }

    /// <summary>Lets go of what is in use.</summary>
    protected abstract void Close();

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
                timer?.Change(LookInterval, Timeout.InfiniteTimeSpan);
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
            Announce();
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
                TOptions options = Read();
                RequireSections();
                files.Follow(FilesOf(options));
                if (!files.AreAtRest() || !TryTakeOver(options))
                {
                    return false;
                }

                files.Use();
                Array.ForEach(sections, static section => section.Use());
                isPending = false;
                log.Reloaded();
                return true;
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
        string[] faults = [.. sections.Where(section => RequiresSettings && section.IsGone).Select(static section =>
            $"{section.Section.Path}: has no settings any more, as while their file is being replaced; the last ones stay until there are new ones, or until a restart.")];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(TOptions), faults);
        }
    }
}
