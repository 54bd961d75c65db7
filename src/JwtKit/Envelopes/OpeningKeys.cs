namespace JwtKit;

/// <summary>The keys that streams may be sealed for, and the choice among them. A message's algorithm and key id only ever rule keys out.</summary>
internal sealed class OpeningKeys
{
    private readonly DecryptionKey[] keys;
    private readonly bool namesKeys;

    /// <exception cref="ArgumentException">There is no key, one is null or serves no envelopes, or two have the same key id and key management.</exception>
    public OpeningKeys(IReadOnlyList<DecryptionKey> keys)
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
        }

        if (this.keys.Where(static key => key.KeyId is not null).GroupBy(static key => (key.KeyId, key.KeyManagement)).Any(static group => group.Count() > 1))
        {
            throw new ArgumentException("Two keys have the same key id and key management; a message could not say which one it means.", nameof(keys));
        }
    }

    /// <summary>The keys to try: where keys are named, a message with a key id means that key and no other.</summary>
    public IEnumerable<DecryptionKey> For(StreamHeader header) => keys.Where(key =>
        key.KeyManagement == header.KeyManagement && (!namesKeys || header.KeyId is null || key.KeyId == header.KeyId));
}
