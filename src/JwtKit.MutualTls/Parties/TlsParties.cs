using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>The configured parties of mutual TLS by name. A singleton; safe for concurrent use.</summary>
public sealed class TlsParties : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<TlsParty>> parties = new(StringComparer.OrdinalIgnoreCase);
    private readonly IOptionsMonitor<JwtKitOptions> options;
    private readonly TimeProvider timeProvider;
    private readonly ILogger<TlsParty> logger;
    private readonly JwtKitTelemetry telemetry;

    internal TlsParties(IOptionsMonitor<JwtKitOptions> options, TimeProvider timeProvider, ILoggerFactory loggers, JwtKitTelemetry telemetry)
    {
        this.options = options;
        this.timeProvider = timeProvider;
        this.telemetry = telemetry;
        logger = loggers.CreateLogger<TlsParty>();
    }

    /// <summary>The party of this name, made at its first use; case does not count.</summary>
    /// <param name="name">A name under <c>MutualTls</c> in the configuration.</param>
    /// <exception cref="InvalidOperationException">There is none; the message names those there are.</exception>
    /// <exception cref="OptionsValidationException">The configuration has faults; the message names each.</exception>
    public TlsParty this[string name] => parties.GetOrAdd(name, static (each, owner) => new Lazy<TlsParty>(() => owner.Make(each)), this).Value;

    /// <summary>Ends the watch over the files of all parties.</summary>
    public void Dispose()
    {
        foreach (Lazy<TlsParty> party in parties.Values.Where(static party => party.IsValueCreated))
        {
            party.Value.Dispose();
        }
    }

    private TlsParty Make(string name)
    {
        JwtKitOptions current = options.CurrentValue;
        AddedEntries<MutualTlsOptions> configured = MutualTlsSettings.PartiesOf(current);
        if (!configured.TryFind(name, out MutualTlsOptions? settings))
        {
            throw new InvalidOperationException($"There is no MutualTls '{name}'; {ConfiguredNames.Describe(configured.Names)}.");
        }

        TlsPartyLog log = new(logger, name, telemetry);
        TlsPartyWatch watch = new(settings, Latest, current.PathOf(MutualTlsSettings.KeyOf(name)), timeProvider, log);
        return new TlsParty(name, watch, timeProvider, log);

        MutualTlsOptions? Latest() => MutualTlsSettings.PartiesOf(options.CurrentValue).TryFind(name, out MutualTlsOptions? latest) ? latest : null;
    }
}
