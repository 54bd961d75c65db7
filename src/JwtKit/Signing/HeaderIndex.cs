namespace JwtKit;

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
