using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>
/// What sections of the configuration, and the files that they name, mean at present. Of a change that has faults in single entries, all others are taken
/// over. A change that cannot be read, or has a fault which is about no entry, is refused as a whole and tried again at each look.
/// </summary>
/// <remarks>Safe for concurrent use: one change is taken over at a time.</remarks>
internal abstract class ReloadingConfiguration<TOptions>(IEnumerable<IConfigurationSection> sections, TimeProvider timeProvider, ReloadLog log) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly FollowedSection[] sections = [.. sections.Select(static section => new FollowedSection(section))];
    private FileWatch files = new();
    private IDisposable? subscription;
    private ITimer? timer;
    private bool isPending;
    private bool isDisposed;

    /// <summary>Whether the configuration has changed to something that is refused as a whole, so that the one before is in use.</summary>
    public bool HasRefusedChange => log.HasRefusedChange;

    /// <summary>The entries whose change is not in use.</summary>
    public IReadOnlyCollection<EntryRefusal> Refused => log.Entries;

    protected ReloadLog Log => log;

    /// <summary>The files that the options name. Used by one change at a time.</summary>
    protected FileWatch Files => files;

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

    /// <summary>Watches files that were noted before anything was made from them, so that a change in between is noticed.</summary>
    protected void Begin(FileWatch noted) => files = noted;

    /// <summary>Follows changes from now on. Called once, when what the options say is in use.</summary>
    /// <param name="tokens">Taken before the options were read, so that a change while keys were opened is noticed at the first look.</param>
    protected void Follow(IEnumerable<IChangeToken> tokens)
    {
        Array.ForEach(sections, static section => section.Use());

        // One token for all sections: a change of the configuration they share is one change. The timer goes once, and again when its look is done.
        subscription = ChangeToken.OnChange(() => new CompositeChangeToken([.. sections.Select(static section => section.Section.GetReloadToken())]), Reload);
        lock (gate)
        {
            isPending |= tokens.Any(static token => token.HasChanged);
        }

        timer = timeProvider.CreateTimer(static live => ((ReloadingConfiguration<TOptions>)live!).Look(), this, PollInterval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether a section that has lost all settings is a fault, so that the last ones stay while its file is being replaced.</summary>
    protected virtual bool RequiresSettings => true;

    /// <summary>The options as the sections have them now.</summary>
    /// <exception cref="OptionsValidationException">They cannot be read.</exception>
    protected abstract TOptions Read();

    /// <summary>The files that they name.</summary>
    protected abstract IEnumerable<string> FilesOf(TOptions options);

    /// <summary>Puts them in use; null if a file has changed on the way, and nothing was changed.</summary>
    /// <exception cref="OptionsValidationException">There are faults that are about no entry, and nothing was changed.</exception>
    protected abstract Takeover? TakeOver(TOptions options);

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
                timer?.Change(PollInterval, Timeout.InfiniteTimeSpan);
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
                if (files.HaveToSettle || TakeOver(options) is not { } done)
                {
                    return false;
                }

                files.Use();
                Array.ForEach(sections, static section => section.Use());
                isPending = done.IsDue;
                log.Done(done);
                return done.IsTaken;
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

/// <summary>A section whose changes are followed. Not safe for concurrent use.</summary>
internal sealed class FollowedSection(IConfigurationSection section)
{
    private bool hadSettings;

    public IConfigurationSection Section => section;

    /// <summary>Whether all settings have gone, as they do for a while when an editor takes the old file away before it writes the new one.</summary>
    public bool IsGone => hadSettings && !HasSettings;

    private bool HasSettings => section.GetChildren().Any();

    /// <summary>Notes that its settings are in use.</summary>
    public void Use() => hadSettings |= HasSettings;
}

/// <summary>What became of a change of the configuration.</summary>
/// <param name="IsTaken">Whether anything of it is in use; false where it consists of refused entries alone.</param>
/// <param name="Refused">The entries whose change is not in use.</param>
/// <param name="IsDue">Whether it is tried again at each look, because something counts that no watched file or section announces.</param>
internal sealed record Takeover(bool IsTaken, IReadOnlyList<EntryRefusal> Refused, bool IsDue = false);

/// <summary>An entry whose change is not in use.</summary>
/// <param name="Path">The full configuration key of the entry.</param>
/// <param name="IsKept">Whether its last good configuration is in use; otherwise the entry is new, and there is none.</param>
/// <param name="Faults">A line per fault, each beginning with the full key of a setting or of the entry.</param>
internal sealed record EntryRefusal(string Path, bool IsKept, IReadOnlyList<string> Faults)
{
    /// <summary>The faults as they are logged.</summary>
    public string Text { get; } = string.Join(Environment.NewLine, Faults);
}
