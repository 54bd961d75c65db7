namespace JwtKit;

/// <summary>The keys with which a receiver opens envelopes: one key, several, or a <see cref="KeyRing{T}"/>, each of which converts to this.</summary>
/// <remarks>
/// A message only ever rules keys out: those of another algorithm, and, where any key has an id and the message names one, all but the key of that id. Each
/// of the others is tried. Immutable and safe for concurrent use. The keys stay the caller's.
/// </remarks>
public sealed class EnvelopeKeys
{
    private readonly DecryptionKey[] keys;
    private readonly bool namesKeys;

    /// <summary>These keys.</summary>
    /// <param name="keys">At least one, local or remote: RSA with OAEP, or shared with 32 bytes.</param>
    /// <exception cref="ArgumentException">
    /// There is no key, one is null, for RSA1_5 or a shared one of another length, or two have the same key id under the same way of key management.
    /// </exception>
    public EnvelopeKeys(params IEnumerable<DecryptionKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        this.keys = [.. keys];
        if (this.keys.Length == 0)
        {
            throw new ArgumentException("There is no key; at least one is needed to open envelopes.", nameof(keys));
        }

        foreach (DecryptionKey key in this.keys)
        {
            EnvelopeKeyRule.Require(key, nameof(keys));
            namesKeys |= key.KeyId is not null;
            IsRemote |= key.IsRemote;
        }

        if (this.keys.Where(static key => key.KeyId is not null).GroupBy(static key => (key.KeyId, key.KeyManagement)).Any(static group => group.Count() > 1))
        {
            throw new ArgumentException("Two keys have the same key id and key management; a message could not say which one it means.", nameof(keys));
        }
    }

    /// <summary>Whether one of the keys is elsewhere, so that opening is asynchronous.</summary>
    public bool IsRemote { get; }

    /// <inheritdoc cref="FromDecryptionKey" />
    public static implicit operator EnvelopeKeys(DecryptionKey key) => FromDecryptionKey(key);

    /// <inheritdoc cref="FromArray" />
    public static implicit operator EnvelopeKeys(DecryptionKey[] keys) => FromArray(keys);

    /// <inheritdoc cref="FromList" />
    public static implicit operator EnvelopeKeys(List<DecryptionKey> keys) => FromList(keys);

    /// <inheritdoc cref="FromKeyRing" />
    public static implicit operator EnvelopeKeys(KeyRing<DecryptionKey> ring) => FromKeyRing(ring);

    /// <summary>One key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">The key is for RSA1_5, or is a shared one of another length than 32 bytes.</exception>
    public static EnvelopeKeys FromDecryptionKey(DecryptionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new EnvelopeKeys(key);
    }

    /// <summary>Several keys.</summary>
    /// <param name="keys">The keys; copied.</param>
    public static EnvelopeKeys FromArray(DecryptionKey[] keys) => new(keys);

    /// <summary>Several keys.</summary>
    /// <param name="keys">The keys; copied.</param>
    public static EnvelopeKeys FromList(List<DecryptionKey> keys) => new(keys);

    /// <summary>The keys of a ring: the current one, the next and the retired ones.</summary>
    /// <param name="ring">The ring as it is now.</param>
    public static EnvelopeKeys FromKeyRing(KeyRing<DecryptionKey> ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        return new EnvelopeKeys(ring.All);
    }

    /// <summary>How many keys there are, never a key.</summary>
    public override string ToString() => $"EnvelopeKeys ({keys.Length})";

    /// <summary>The keys that a message may mean, whatever their algorithm: where keys have ids, one that names an id means that key and no other.</summary>
    /// <param name="keyId">The message's, if it has one.</param>
    internal IEnumerable<DecryptionKey> Named(string? keyId) => keys.Where(key => !namesKeys || keyId is null || key.KeyId == keyId);

    /// <summary>The keys that a stream may mean.</summary>
    internal IEnumerable<DecryptionKey> For(StreamHeader header) => Named(header.KeyId).Where(key => key.KeyManagement == header.KeyManagement);
}
