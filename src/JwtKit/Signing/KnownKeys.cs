namespace JwtKit;

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

    /// <summary>The ids, for a message.</summary>
    public string KeyIds => keyIds ??= NameList.Or([.. Keys.Select(static key => key.KeyId).OfType<string>()]);

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
