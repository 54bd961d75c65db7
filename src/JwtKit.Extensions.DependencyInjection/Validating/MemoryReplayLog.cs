using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>What the registration of a replay store logs.</summary>
internal static partial class MemoryReplayLog
{
    public const string Category = "JwtKit.ReplayStore";

    [LoggerMessage(EventId = 1, EventName = "ReplayStoreInMemory", Level = LogLevel.Warning, Message = "Used tokens are remembered in memory: for one machine only, and all is forgotten at a restart. Use AddReplayStore with a store that all machines share.")]
    public static partial void InMemory(ILogger logger);
}
