using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>All configured validators. A singleton; safe for concurrent use.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is what it is called in the configuration.")]
public sealed class TokenValidators : IEnumerable<ITokenValidator>
{
    private readonly ConcurrentDictionary<string, ITokenValidator> validators = new(StringComparer.OrdinalIgnoreCase);
    private readonly ReloadableTable<LocalValidator> leases;

    internal TokenValidators(ReloadableTable<LocalValidator> leases) => this.leases = leases;

    /// <summary>The validator of this name; case does not count. It follows the configuration as that changes.</summary>
    /// <param name="name">A name under <c>Validators</c> in the configuration.</param>
    /// <exception cref="InvalidOperationException">There is none; the message names those there are.</exception>
    public ITokenValidator this[string name] => leases.Find(name) is { } slot
        ? validators.GetOrAdd(name, static (_, place) => new ReloadingValidator(place.Name, place), slot)
        : throw new InvalidOperationException($"There is no validator '{name}'; {ConfiguredNames.Describe(leases.Names)}.");

    /// <summary>Goes through the validators that the configuration has at present, in no particular order.</summary>
    public IEnumerator<ITokenValidator> GetEnumerator() => leases.Names.Select(name => this[name]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
