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
    private readonly JwtKitTelemetry? telemetry;

    /// <summary>Made by the container.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="timeProvider">The clock for the dates of certificates, and for looking after the files.</param>
    /// <param name="loggers">For refusals, reloads and certificates near their end.</param>
    public TlsParties(IOptionsMonitor<JwtKitOptions> options, TimeProvider timeProvider, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        this.options = options;
        this.timeProvider = timeProvider;
        logger = loggers.CreateLogger<TlsParty>();
    }

    internal TlsParties(IOptionsMonitor<JwtKitOptions> options, TimeProvider timeProvider, ILoggerFactory loggers, JwtKitTelemetry telemetry)
        : this(options, timeProvider, loggers) => this.telemetry = telemetry;

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
        if (!current.MutualTls.TryGetValue(name, out MutualTlsOptions? settings))
        {
            throw new InvalidOperationException(
                $"There is no MutualTls '{name}'; {(current.MutualTls.Count == 0 ? "none is configured" : $"configured are {string.Join(", ", current.MutualTls.Keys.Order(StringComparer.Ordinal))}")}.");
        }

        TlsPartyLog log = new(logger, name, telemetry);
        return new TlsParty(name, new PartyWatch(settings, () => options.CurrentValue.MutualTls.TryGetValue(name, out MutualTlsOptions? latest) ? latest : null, current.MutualTlsPathOf(name), timeProvider, log), timeProvider, log);
    }
}
