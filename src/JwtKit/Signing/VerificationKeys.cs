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

/// <summary>Keys that are given once and for all.</summary>
internal sealed class FixedVerificationKeys(VerificationKey[] keys, IReadOnlyList<SkippedJwk>? skipped = null) : VerificationKeys
{
    private KnownKeys? known;

    /// <exception cref="ArgumentException">There is none, one is null, or two have the same key id.</exception>
    internal override KnownKeys Known => known ??= new KnownKeys(keys, skipped);

    internal override IEnumerable<SignatureAlgorithm> Algorithms => Known.Keys.Select(static key => key.Algorithm);

    internal override ValueTask<KnownKeys?> LoadAsync(CancellationToken cancellationToken) => new(Known);

    internal override ValueTask<KnownKeys> RefreshAsync(KnownKeys seen, CancellationToken cancellationToken) => new(seen);
}

/// <summary>Keys at one moment. A validation sees one such set from its beginning to its end. Immutable and safe for concurrent use.</summary>
internal sealed class KnownKeys
{
    private readonly KeyIndex<VerificationKey>? byId;
    private readonly (SignatureAlgorithm Algorithm, VerificationKey[] Keys)[] byAlgorithm;
    private string? keyIds;

    /// <param name="keys">At least one; kept.</param>
    /// <param name="skipped">Keys of the same set that do not count; none by default.</param>
    /// <param name="keyIdComparer">Compares ids ordinally; the usual comparer by default.</param>
    /// <param name="headerComparer">Compares header segments; the usual comparer by default.</param>
    /// <exception cref="ArgumentException">There is none, one is null, or two have the same key id.</exception>
    public KnownKeys(VerificationKey[] keys, IReadOnlyList<SkippedJwk>? skipped = null, IEqualityComparer<string>? keyIdComparer = null, IEqualityComparer<byte[]>? headerComparer = null)
    {
        Skipped = skipped ?? [];
        if (keys.Length == 0 || keys.Any(static key => key is null))
        {
            throw new ArgumentException("The policy has no key, or one that is null; at least one VerificationKey is needed.");
        }

        Keys = keys;
        byAlgorithm = [.. keys.GroupBy(static key => key.Algorithm).Select(static group => (group.Key, group.ToArray()))];
        AreNamed = keys.Any(static key => key.KeyId is not null);

        // A single key is compared directly, which is the fastest.
        if (keys.Length > 1)
        {
            byId = new KeyIndex<VerificationKey>(keys, static key => key.KeyId, keyIdComparer);
            OtherHeaders = new HeaderIndex(keys, headerComparer ?? BytesComparer.Instance);
        }

        if (byId?.RepeatedKeyId is not null)
        {
            throw new ArgumentException("Two keys of the policy have the same key id; a token could not say which one it means.");
        }
    }

    public VerificationKey[] Keys { get; }

    /// <summary>Why other keys of the set do not count, for the failure of a token that means one of them.</summary>
    public IReadOnlyList<SkippedJwk> Skipped { get; }

    /// <summary>The header of most tokens: where several keys are valid, the first is the current one.</summary>
    public KnownHeader UsualHeader => Keys[0].Header;

    /// <summary>The headers of all keys; null for a single key.</summary>
    public HeaderIndex? OtherHeaders { get; }

    /// <summary>Whether any key has an id, so that a token's <c>kid</c> must be one of them.</summary>
    public bool AreNamed { get; }

    /// <summary>The ids, for a message. An issuer may have chosen them.</summary>
    public string KeyIds => keyIds ??= NameList.Or([.. Keys.Select(static key => LogText.Clean(key.KeyId)).OfType<string>()]);

    /// <summary>The algorithms, for a message.</summary>
    public string Algorithms => string.Join(" or ", byAlgorithm.Select(static group => group.Algorithm.Name));

    /// <summary>The key that a token names; null where there is none. Takes the same time however many keys there are.</summary>
    /// <param name="token">A token that has a <c>kid</c>.</param>
    public VerificationKey? Find(in ParsedJws token)
    {
        if (byId is null)
        {
            return token.Header.KeyIdIs(Keys[0].Utf8KeyId) ? Keys[0] : null;
        }

        if (token.HeaderOf is not null)
        {
            return token.HeaderOf;
        }

        Span<char> keyId = stackalloc char[KeyIdRule.MaximumLength];
        return byId.Find(keyId[..token.Header.CopyKeyId(keyId)]);
    }

    /// <summary>The keys of the token's algorithm, in their order.</summary>
    public ReadOnlySpan<VerificationKey> For(in JoseHeader header)
    {
        foreach ((SignatureAlgorithm algorithm, VerificationKey[] keys) in byAlgorithm)
        {
            if (header.AlgorithmIs(algorithm.Utf8Name))
            {
                return keys;
            }
        }

        return [];
    }
}

/// <summary>The keys by the header segments of their ordinary tokens, so that among many keys too, such a header need not be read. Immutable and safe for concurrent use.</summary>
/// <remarks>Two keys have the same header only if neither has an id; the first stands for them.</remarks>
internal sealed class HeaderIndex
{
    private readonly Dictionary<byte[], VerificationKey> keys;

    /// <param name="keys">The keys.</param>
    /// <param name="comparer">One that compares bytes as arrays and as spans.</param>
    public HeaderIndex(IReadOnlyCollection<VerificationKey> keys, IEqualityComparer<byte[]> comparer)
    {
        this.keys = new Dictionary<byte[], VerificationKey>(keys.Count, comparer);
        foreach (VerificationKey key in keys)
        {
            this.keys.TryAdd(key.Header.Segment, key);
        }
    }

    /// <summary>The key whose ordinary tokens begin with this segment; null where there is none.</summary>
    public VerificationKey? Find(ReadOnlySpan<byte> segment) => keys.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(segment, out VerificationKey? key) ? key : null;
}
