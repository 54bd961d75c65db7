namespace JwtKit;

/// <summary>The keys that tokens may be encrypted for, and the choice among them. A token's <c>alg</c> and <c>kid</c> only ever rule keys out.</summary>
internal sealed class DecryptionKeys
{
    private readonly DecryptionKey[] keys;
    private readonly bool namesKeys;
    private readonly ContentEncryption[] contents;

    /// <exception cref="ArgumentException">A key is null, two have the same key id under the same way of key management, or no cipher is taken.</exception>
    public DecryptionKeys(IEnumerable<DecryptionKey> keys, IEnumerable<ContentEncryption> contents)
    {
        this.keys = [.. keys];
        this.contents = [.. contents];
        if (this.contents.Length == 0 || this.contents.Any(static content => content is null))
        {
            throw new ArgumentException("The policy's ContentEncryptions is empty or holds null; at least one cipher is needed.");
        }

        if (this.keys.Any(static key => key is null))
        {
            throw new ArgumentException("A decryption key of the policy is null.");
        }

        namesKeys = this.keys.Any(static key => key.KeyId is not null);
        if (this.keys.Where(static key => key.KeyId is not null).GroupBy(static key => (key.KeyId, key.KeyManagement)).Any(static group => group.Count() > 1))
        {
            throw new ArgumentException("Two decryption keys of the policy have the same key id and key management; a token could not say which one it means.");
        }
    }

    public bool IsEmpty => keys.Length == 0;

    public bool Contains(DecryptionKey key) => keys.Contains(key);

    /// <summary>The keys to try.</summary>
    public IEnumerable<DecryptionKey> For(ParsedJwe token) => Named(token).Where(key => key.KeyManagement == token.KeyManagement);

    /// <summary>What is said of a token under a cipher that is not taken; null where it is.</summary>
    public TokenFailure? FirstContentFailure(ParsedJwe token) => token.Content is not null && contents.Contains(token.Content)
        ? null
        : new TokenFailure(
            TokenFailureCodes.AlgorithmMismatch,
            token.Content is null ? "The header's enc is no supported cipher." : "The header's enc is none of the policy's ciphers.",
            string.Join(" or ", (object[])contents),
            token.ContentName);

    /// <summary>Why there is no key to try, from what the header says in the clear; null if there is one.</summary>
    public TokenFailure? Explain(ParsedJwe token)
    {
        if (FirstContentFailure(token) is { } failure)
        {
            return failure;
        }

        if (For(token).Any())
        {
            return null;
        }

        return Named(token).Any()
            ? new TokenFailure(
                TokenFailureCodes.AlgorithmMismatch,
                "The header's alg is that of none of the policy's decryption keys.",
                string.Join(" or ", keys.Select(static key => key.KeyManagement.Name).Distinct()),
                token.AlgorithmName)
            : new TokenFailure(
                TokenFailureCodes.UnknownKey,
                "The header's kid names none of the policy's decryption keys.",
                string.Join(" or ", keys.Select(static key => key.KeyId).OfType<string>().Distinct()),
                token.KeyId);
    }

    private IEnumerable<DecryptionKey> Named(ParsedJwe token) =>
        namesKeys && token.KeyId is not null ? keys.Where(key => key.KeyId == token.KeyId) : keys;
}
