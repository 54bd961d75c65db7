using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>Which keys of JWK sets are left out. It is logged once for each change, and health checks read it. Safe for concurrent use.</summary>
internal sealed partial class SkippedKeys(ILoggerFactory loggers)
{
    private readonly ILogger<JwkSet> logger = loggers.CreateLogger<JwkSet>();
    private readonly ConcurrentDictionary<string, IReadOnlyList<SkippedJwk>> configured = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether one of the keys would count but for a defect of its own; the others are for something else, or of a kind that JwtKit does not have.</summary>
    public static bool HasDefect(IReadOnlyList<SkippedJwk> skipped) => skipped.Any(static key => key.Code is SkippedJwk.Malformed or SkippedJwk.WeakKey);

    /// <summary>The keys of a set in a file that is in use now.</summary>
    /// <param name="path">The full configuration key of the file.</param>
    public IReadOnlyList<SkippedJwk> Of(string path) => configured.GetValueOrDefault(path, []);

    /// <summary>Takes note of a set in a file that comes into use. The same set again is not logged again.</summary>
    /// <param name="path">The full configuration key of the file.</param>
    /// <param name="skipped">Its keys that are left out, perhaps none.</param>
    public void Note(string path, IReadOnlyList<SkippedJwk> skipped)
    {
        IReadOnlyList<SkippedJwk> before = Of(path);
        configured[path] = skipped;
        if (!before.Select(static key => key.ToString()).SequenceEqual(skipped.Select(static key => key.ToString()), StringComparer.Ordinal))
        {
            Tell(path, skipped);
        }
    }

    /// <summary>Logs what has changed.</summary>
    /// <param name="source">The configuration key of a file, or the host that publishes the set.</param>
    /// <param name="skipped">The keys that are left out now, perhaps none.</param>
    public void Tell(string source, IReadOnlyList<SkippedJwk> skipped)
    {
        if (skipped.Count == 0)
        {
            NoneSkipped(logger, source);
            return;
        }

        string reasons = SkippedJwk.Describe(skipped);
        bool isUsual = skipped.All(static key => key.Code is SkippedJwk.OtherPurpose or SkippedJwk.OtherAlgorithm);
        Skipped(logger, isUsual ? LogLevel.Information : LogLevel.Warning, skipped.Count, source, reasons);
    }

    [LoggerMessage(EventId = 1, EventName = "KeysSkipped", Message = "Keys of the JWK set of {Source} that are not used: {Count}. {Reasons}")]
    private static partial void Skipped(ILogger logger, LogLevel level, int count, string source, string reasons);

    [LoggerMessage(EventId = 2, EventName = "NoKeysSkipped", Level = LogLevel.Information, Message = "All keys of the JWK set of {Source} are used again.")]
    private static partial void NoneSkipped(ILogger logger, string source);
}
