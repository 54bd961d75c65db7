using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>The key sets that validators fetch. Each is kept while the configuration changes around it, so that a change makes nobody wait for a fetch.</summary>
internal sealed partial class JwksResolvers(TimeProvider timeProvider, JwtKitTelemetry telemetry, SkippedKeys skippedKeys, ILoggerFactory loggers) : IDisposable
{
    private readonly ILogger<JwksResolver> logger = loggers.CreateLogger<JwksResolver>();
    private readonly ConcurrentDictionary<(string Address, SignatureAlgorithm Algorithm, bool AllowHttpOnLoopback), JwksResolver> resolvers = new();

    /// <exception cref="ArgumentException">The address is not acceptable.</exception>
    public JwksResolver Find(string address, SignatureAlgorithm algorithm, bool allowHttpOnLoopback) => resolvers.GetOrAdd((address, algorithm, allowHttpOnLoopback), Make);

    public void Dispose()
    {
        foreach (JwksResolver resolver in resolvers.Values)
        {
            resolver.Dispose();
        }
    }

    private JwksResolver Make((string Address, SignatureAlgorithm Algorithm, bool AllowHttpOnLoopback) key)
    {
        string? unusable = null;
        return Uri.TryCreate(key.Address, UriKind.Absolute, out Uri? address)
            ? new JwksResolver(
                address,
                key.Algorithm,
                new JwksResolverOptions
                {
                    AllowHttpOnLoopback = key.AllowHttpOnLoopback,
                    OnSuccess = () =>
                    {
                        unusable = null;
                        telemetry.Fetched(address.Host, "fetched");
                    },
                    OnSkipped = skipped => skippedKeys.Tell(address.Host, skipped),
                    OnFailure = failure =>
                    {
                        telemetry.Fetched(address.Host, failure.Code);

                        // What is wrong with the keys is said once, however often they are fetched.
                        string? before = unusable;
                        unusable = failure.Code == JwksFailure.NoUsableKey ? failure.Description : null;
                        if (unusable is null || unusable != before)
                        {
                            LogFailure(logger, address.Host, failure.Code, failure.Description);
                        }
                    },
                },
                timeProvider)
            : throw new ArgumentException($"{ShownValue.OfAddress(key.Address)} is not an address; https://… is needed.");
    }

    [LoggerMessage(EventId = 1, EventName = "KeysNotFetched", Level = LogLevel.Warning, Message = "The keys of {Host} could not be fetched, and the last good ones stay: {Code}, {Description}")]
    private static partial void LogFailure(ILogger logger, string host, string code, string description);
}
