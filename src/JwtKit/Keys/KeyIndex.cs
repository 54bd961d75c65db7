namespace JwtKit;

/// <summary>Keys by their ids, compared ordinally. Finding one takes the same time however many there are. Immutable and safe for concurrent use.</summary>
/// <remarks>
/// A sender chooses which id is looked up, never which ids are there, so it cannot make the table slow. Where an issuer chooses them, as in a fetched set, the
/// dictionary changes to hash codes of a random seed as soon as many ids fall together.
/// </remarks>
/// <typeparam name="T">A kind of key.</typeparam>
internal sealed class KeyIndex<T>
    where T : class
{
    private readonly Dictionary<string, T[]> keys;

    /// <param name="keys">All keys; those without an id are left out.</param>
    /// <param name="keyId">Gives a key's id.</param>
    /// <param name="comparer">An ordinal one; the usual by default.</param>
    public KeyIndex(IEnumerable<T> keys, Func<T, string?> keyId, IEqualityComparer<string>? comparer = null)
    {
        this.keys = new Dictionary<string, T[]>(comparer ?? StringComparer.Ordinal);
        foreach (T key in keys)
        {
            if (keyId(key) is { } id)
            {
                this.keys[id] = this.keys.TryGetValue(id, out T[]? before) ? [.. before, key] : [key];
            }
        }
    }

    /// <summary>Whether no key has an id.</summary>
    public bool IsEmpty => keys.Count == 0;

    /// <summary>The ids, in the order of the keys.</summary>
    public IReadOnlyCollection<string> KeyIds => keys.Keys;

    /// <summary>An id that several keys have; null where there is none.</summary>
    public string? RepeatedKeyId => keys.FirstOrDefault(static named => named.Value.Length > 1).Key;

    /// <summary>The keys with this id, in their order; none for an id that is not known.</summary>
    public T[] All(string keyId) => keys.GetValueOrDefault(keyId) ?? [];

    /// <summary>The first key with this id; null where there is none.</summary>
    public T? Find(string keyId) => keys.TryGetValue(keyId, out T[]? found) ? found[0] : null;

    /// <inheritdoc cref="Find(string)" />
    public T? Find(ReadOnlySpan<char> keyId) => keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(keyId, out T[]? found) ? found[0] : null;
}
