namespace JwtKit;

/// <summary>The keys that tokens may be encrypted for, and the choice among them. A token's <c>alg</c> and <c>kid</c> only ever rule keys out.</summary>
internal sealed class DecryptionKeys
{
    private readonly DecryptionKeyTable keys;
    private readonly ContentEncryption[] contents;
    private readonly int maximumTries;

    /// <param name="keys">The keys.</param>
    /// <param name="contents">The ciphers that are taken.</param>
    /// <param name="maximumTries">How many keys are tried for a token that names none.</param>
    /// <exception cref="ArgumentException">A key is null, two have the same key id under the same way of key management, or no cipher is taken.</exception>
    public DecryptionKeys(IEnumerable<DecryptionKey> keys, IEnumerable<ContentEncryption> contents, int maximumTries)
    {
        DecryptionKey[] all = [.. keys];
        this.contents = [.. contents];
        this.maximumTries = maximumTries;
        if (this.contents.Length == 0 || this.contents.Any(static content => content is null))
        {
            throw new ArgumentException("The policy's ContentEncryptions is empty or holds null; at least one cipher is needed.");
        }

        if (all.Any(static key => key is null))
        {
            throw new ArgumentException("A decryption key of the policy is null.");
        }

        this.keys = new DecryptionKeyTable(all);
        if (this.keys.HasDuplicates)
        {
            throw new ArgumentException("Two decryption keys of the policy have the same key id and key management; a token could not say which one it means.");
        }
    }

    public bool IsEmpty => keys.Count == 0;

    public bool Contains(DecryptionKey key) => keys.Contains(key);

    /// <summary>The keys to try.</summary>
    public IEnumerable<DecryptionKey> For(ParsedJwe token) =>
        token.CanBeUnwrapped ? keys.For(token.KeyId, way => way == token.KeyManagement).Take(maximumTries) : [];

    /// <summary>What is said of a token that none of the tried keys opens. Which it is depends on the header alone.</summary>
    public TokenFailure FailureAfterTries(ParsedJwe token) => keys.CountFor(token.KeyId, token.KeyManagement) > maximumTries
        ? Failures.TooManyKeys(maximumTries, "decrypts the token", token.KeyId is not null)
        : Failures.DecryptionFailed;

    /// <summary>What is said of a token under a cipher that is not taken; null where it is.</summary>
    public TokenFailure? FirstContentFailure(ParsedJwe token) => token.Content is not null && contents.Contains(token.Content)
        ? null
        : new TokenFailure(
            TokenFailureCodes.AlgorithmMismatch,
            token.Content is null ? "The header's enc is no supported cipher." : "The header's enc is none of the policy's ciphers.",
            string.Join(" or ", (object[])contents),
            token.ContentName);

    /// <summary>Why there is no key to try, from what the header says in the clear; null if there is one.</summary>
    public TokenFailure? Explain(ParsedJwe token) =>
        FirstContentFailure(token) is { } failure ? failure
        : keys.CountFor(token.KeyId, token.KeyManagement) > 0 ? null
        : keys.Knows(token.KeyId)
            ? new TokenFailure(
                TokenFailureCodes.AlgorithmMismatch,
                keys.IsNamed(token.KeyId) ? "The header's alg is not that of the key that the token names." : "The header's alg is that of none of the policy's decryption keys.",
                keys.WaysFor(token.KeyId),
                token.AlgorithmName)
            : new TokenFailure(
                TokenFailureCodes.UnknownKey, "The header's kid names none of the policy's decryption keys.", keys.KeyIds, token.KeyId);
}
