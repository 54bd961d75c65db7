using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>All configured issuers. A singleton that owns their keys; safe for concurrent use.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is what it is called in the configuration.")]
public sealed class TokenIssuers : IReadOnlyCollection<ITokenIssuer>, IDisposable
{
    private readonly FrozenDictionary<string, ITokenIssuer> issuers;
    private readonly List<IssuerKey> keys = [];

    /// <summary>Made by the container.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="timeProvider">The clock for <c>iat</c> and <c>exp</c>.</param>
    /// <param name="loggers">For the audit event of each token.</param>
    /// <exception cref="OptionsValidationException">The configuration has faults; the message names each.</exception>
    public TokenIssuers(IOptionsMonitor<JwtKitOptions> options, TimeProvider timeProvider, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ILogger<TokenIssuer> logger = loggers.CreateLogger<TokenIssuer>();
        Dictionary<string, ITokenIssuer> made = new(StringComparer.OrdinalIgnoreCase);
        List<string> faults = [];
        JwtKitOptions current = options.CurrentValue;
        foreach ((string name, IssuerOptions settings) in current.Issuers)
        {
            if (new IssuerFactory(current.PathOf(name), faults).Check(settings) is { } key)
            {
                keys.Add(key);
                TokenIssuer issuer = new(name, settings, key, timeProvider, logger);
                issuer.WarnOfNearLimit();
                made[name] = issuer;
            }
        }

        issuers = made.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        if (faults.Count > 0)
        {
            // Right when the host started, wrong now: a file has changed in between.
            Dispose();
            throw new OptionsValidationException(Options.DefaultName, typeof(JwtKitOptions), faults);
        }
    }

    /// <inheritdoc />
    public int Count => issuers.Count;

    /// <summary>The issuer of this name; case does not count.</summary>
    /// <param name="name">A name under <c>Issuers</c> in the configuration.</param>
    /// <exception cref="InvalidOperationException">There is none; the message names those there are.</exception>
    public ITokenIssuer this[string name] => issuers.TryGetValue(name, out ITokenIssuer? issuer)
        ? issuer
        : throw new InvalidOperationException($"There is no issuer '{name}'; {(Count == 0 ? "none is configured" : $"configured are {string.Join(", ", issuers.Keys.Order(StringComparer.Ordinal))}")}.");

    /// <summary>Goes through the issuers in no particular order.</summary>
    public IEnumerator<ITokenIssuer> GetEnumerator() => ((IEnumerable<ITokenIssuer>)issuers.Values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Erases the keys that came from configuration.</summary>
    public void Dispose() => keys.ForEach(static key => key.Dispose());
}
