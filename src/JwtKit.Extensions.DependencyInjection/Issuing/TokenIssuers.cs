using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>All configured issuers. A singleton; safe for concurrent use. The keys are erased with the host.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is what it is called in the configuration.")]
public sealed class TokenIssuers : IEnumerable<ITokenIssuer>
{
    private readonly ConcurrentDictionary<string, ITokenIssuer> issuers = new(StringComparer.OrdinalIgnoreCase);
    private readonly ReloadableTable<LocalIssuer> leases;

    internal TokenIssuers(ReloadableTable<LocalIssuer> leases) => this.leases = leases;

    /// <summary>The issuer of this name; case does not count. It follows the configuration as that changes.</summary>
    /// <param name="name">A name under <c>Issuers</c> in the configuration.</param>
    /// <exception cref="InvalidOperationException">There is none; the message names those there are.</exception>
    public ITokenIssuer this[string name] => leases.Find(name) is { } slot
        ? issuers.GetOrAdd(name, static (_, place) => new ReloadingIssuer(place.Name, place), slot)
        : throw new InvalidOperationException($"There is no issuer '{name}'; {ConfiguredNames.Describe(leases.Names)}.");

    /// <summary>Goes through the issuers that the configuration has at present, in no particular order.</summary>
    public IEnumerator<ITokenIssuer> GetEnumerator() => leases.Names.Select(name => this[name]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
