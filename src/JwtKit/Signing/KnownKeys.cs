namespace JwtKit;

/// <summary>Keys at one moment. A validation sees one such set from its beginning to its end.</summary>
internal sealed class KnownKeys
{
    /// <exception cref="ArgumentException">There is none, one is null, or two have the same key id.</exception>
    public KnownKeys(VerificationKey[] keys)
    {
        if (keys.Length == 0 || keys.Any(static key => key is null))
        {
            throw new ArgumentException("The policy has no key, or one that is null; at least one VerificationKey is needed.");
        }

        string[] ids = [.. keys.Select(static key => key.KeyId).OfType<string>()];
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Length)
        {
            throw new ArgumentException("Two keys of the policy have the same key id; a token could not say which one it means.");
        }

        Keys = keys;
        AreNamed = ids.Length > 0;
    }

    public VerificationKey[] Keys { get; }

    /// <summary>The header of most tokens: where several keys are valid, the first is the current one.</summary>
    public KnownHeader UsualHeader => Keys[0].Header;

    /// <summary>Whether any key has an id, so that a token's <c>kid</c> must be one of them.</summary>
    public bool AreNamed { get; }
}
