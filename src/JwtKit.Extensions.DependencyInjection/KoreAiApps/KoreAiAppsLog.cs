using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>What is logged when the configured apps change.</summary>
internal sealed partial class KoreAiAppsLog(ILogger logger)
{
    public void Reloaded() => Reloaded(logger);

    public void Refused(string faults) => Refused(logger, faults);

    [LoggerMessage(EventId = 1, EventName = "KoreAiAppsReloaded", Level = LogLevel.Information, Message = "The Kore.ai apps follow a change of the configuration.")]
    private static partial void Reloaded(ILogger logger);

    [LoggerMessage(EventId = 2, EventName = "KoreAiAppsRefused", Level = LogLevel.Error, Message = "A change of the configured Kore.ai apps has faults; the last good ones stay. {Faults}")]
    private static partial void Refused(ILogger logger, string faults);
}
