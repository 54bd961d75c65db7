using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>What is logged when the configured apps change. A refusal is said once, however often it is found again.</summary>
internal sealed partial class KoreAiAppsLog(ILogger logger)
{
    private string? refused;

    public void Reloaded()
    {
        refused = null;
        Reloaded(logger);
    }

    public void Refused(IEnumerable<string> faults)
    {
        string text = string.Join(' ', faults);
        if (text != refused)
        {
            refused = text;
            Refused(logger, text);
        }
    }

    public void Failed(Exception exception)
    {
        string text = exception.ToString();
        if (text != refused)
        {
            refused = text;
            Failed(logger, exception);
        }
    }

    [LoggerMessage(EventId = 1, EventName = "KoreAiAppsReloaded", Level = LogLevel.Information, Message = "The Kore.ai apps follow a change of the configuration.")]
    private static partial void Reloaded(ILogger logger);

    [LoggerMessage(EventId = 2, EventName = "KoreAiAppsRefused", Level = LogLevel.Error, Message = "A change of the configured Kore.ai apps has faults; the last good ones stay. {Faults}")]
    private static partial void Refused(ILogger logger, string faults);

    [LoggerMessage(EventId = 3, EventName = "KoreAiAppsFailed", Level = LogLevel.Error, Message = "A change of the configured Kore.ai apps could not be read; the last good ones stay.")]
    private static partial void Failed(ILogger logger, Exception exception);
}
