using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace JwtKit;

/// <summary>
/// The keys whose signatures count: a list (<c>Keys = [first, second]</c>), or keys that are fetched and kept up to date, as by a <c>JwksResolver</c>.
/// Safe for concurrent use.
/// </summary>
[CollectionBuilder(typeof(VerificationKeys), nameof(Create))]
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "The plural says it, as in the policy's Keys.")]
public abstract class VerificationKeys : IEnumerable<VerificationKey>
{
    private protected VerificationKeys()
    {
    }

    /// <summary>The algorithms of the keys, also of those that are not known yet.</summary>
    internal abstract IEnumerable<SignatureAlgorithm> Algorithms { get; }

    /// <summary>The keys as far as they are known now; null where none has been fetched yet.</summary>
    internal abstract KnownKeys? Known { get; }

    /// <summary>These keys.</summary>
    /// <param name="keys">At least one by the time a validator is made; no two with the same key id.</param>
    public static VerificationKeys Create(params ReadOnlySpan<VerificationKey> keys) => new FixedVerificationKeys(keys.ToArray());

    /// <summary>These keys.</summary>
    /// <param name="keys">At least one by the time a validator is made; no two with the same key id.</param>
    public static VerificationKeys From(IEnumerable<VerificationKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new FixedVerificationKeys([.. keys]);
    }

    /// <summary>The keys of a set that count, and those that do not: the failure of a token that names one of these says why.</summary>
    /// <param name="keys">At least one by the time a validator is made; no two with the same key id. <see cref="VerificationKey.FromJwkSet"/> makes them.</param>
    /// <param name="skipped">The keys that <see cref="VerificationKey.FromJwkSet"/> has left out.</param>
    public static VerificationKeys From(IEnumerable<VerificationKey> keys, IReadOnlyList<SkippedJwk> skipped)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(skipped);
        return new FixedVerificationKeys([.. keys], [.. skipped]);
    }

    /// <summary>The keys that are known now, in the order in which they are tried.</summary>
    public IEnumerator<VerificationKey> GetEnumerator() => ((IEnumerable<VerificationKey>)(Known?.Keys ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Why there are no keys to be had, in a code and a sentence, where that is known.</summary>
    internal virtual string? Unavailable => null;

    /// <summary>The keys, after fetching them if there is need; null where there are none to be had.</summary>
    internal abstract ValueTask<KnownKeys?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>The keys after a token named one that is not among them: fetched anew, unless that was done a moment ago.</summary>
    /// <param name="seen">The keys among which it was not found; the same ones come back where nothing newer is to be had.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal abstract ValueTask<KnownKeys> RefreshAsync(KnownKeys seen, CancellationToken cancellationToken);
}
