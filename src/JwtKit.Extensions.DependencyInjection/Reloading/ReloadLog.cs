using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>What is said of changes of the configuration. A refusal is said once, however often it is found again.</summary>
internal sealed partial class ReloadLog(ILogger logger, JwtKitTelemetry telemetry)
{
    private volatile string? refused;
    private volatile IReadOnlyDictionary<string, EntryRefusal> entries = new Dictionary<string, EntryRefusal>();

    /// <summary>Whether a change was refused as a whole and none has been taken over since.</summary>
    public bool HasRefusedChange => refused is not null;

    /// <summary>The entries whose change was refused by the last change that was taken over.</summary>
    public IReadOnlyCollection<EntryRefusal> Entries => [.. entries.Values];

    /// <summary>A change went through, but for the entries that it names.</summary>
    public void Done(Takeover takeover)
    {
        refused = null;
        IReadOnlyDictionary<string, EntryRefusal> before = entries;
        Dictionary<string, EntryRefusal> now = new(StringComparer.OrdinalIgnoreCase);
        bool isNews = false;
        foreach (EntryRefusal entry in takeover.Refused)
        {
            now[entry.Path] = entry;
            if (before.GetValueOrDefault(entry.Path)?.Text != entry.Text)
            {
                isNews = true;
                Refused(entry);
            }
        }

        entries = now;
        if (isNews)
        {
            telemetry.Reloaded("refused");
        }

        if (takeover.IsTaken)
        {
            Reloaded(logger);
            telemetry.Reloaded("reloaded");
        }
    }

    public void Refused(IEnumerable<string> faults)
    {
        string text = string.Join(Environment.NewLine, faults);
        if (text != refused)
        {
            refused = text;
            Refused(logger, text);
            telemetry.Reloaded("refused");
        }
    }

    public void Failed(Exception exception)
    {
        string text = exception.ToString();
        if (text != refused)
        {
            refused = text;
            Failed(logger, exception);
            telemetry.Reloaded("failed");
        }
    }

    private void Refused(EntryRefusal entry)
    {
        if (entry.IsKept)
        {
            EntryStays(logger, entry.Path, entry.Text);
        }
        else
        {
            EntryMissing(logger, entry.Path, entry.Text);
        }
    }

    public void ReplayStays() => ReplayStays(logger);

    public void ListenerFailed(Exception exception) => ListenerFailed(logger, exception);

    [LoggerMessage(EventId = 1, EventName = "ConfigurationReloaded", Level = LogLevel.Information, Message = "The configuration has changed and is in use.")]
    private static partial void Reloaded(ILogger logger);

    [LoggerMessage(EventId = 2, EventName = "ConfigurationRefused", Level = LogLevel.Error, Message = "The configuration has changed and is not in use; the last good one stays. {Faults}")]
    private static partial void Refused(ILogger logger, string faults);

    [LoggerMessage(EventId = 3, EventName = "ConfigurationFailed", Level = LogLevel.Error, Message = "The configuration has changed and could not be read; the last good one stays.")]
    private static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 4, EventName = "ReplayStoreStays", Level = LogLevel.Warning, Message = "The settings of the replay store have changed. The store stays as it was, because it must not forget; a restart changes it.")]
    private static partial void ReplayStays(ILogger logger);

    [LoggerMessage(EventId = 5, EventName = "ConfigurationListenerFailed", Level = LogLevel.Error, Message = "The changed configuration is in use; code of the host's that listens for changes of the options has failed.")]
    private static partial void ListenerFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 6, EventName = "ConfigurationEntryRefused", Level = LogLevel.Error, Message = "The configuration of {Entry} has changed and is not in use; the last good one stays. {Faults}")]
    private static partial void EntryStays(ILogger logger, string entry, string faults);

    [LoggerMessage(EventId = 7, EventName = "ConfigurationEntryMissing", Level = LogLevel.Error, Message = "The configuration has {Entry} as a new entry with faults, and it is not there until they are gone. {Faults}")]
    private static partial void EntryMissing(ILogger logger, string entry, string faults);
}
