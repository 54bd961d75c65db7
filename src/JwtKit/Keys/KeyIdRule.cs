namespace JwtKit;

/// <summary>What a key id (<c>kid</c>, RFC 7515 section 4.1.4) may be: 1 to 256 characters of opaque text, compared ordinally.</summary>
internal static class KeyIdRule
{
    public const int MaximumLength = 256;

    /// <exception cref="ArgumentException">The id is empty, too long, or holds control characters or half of a surrogate pair.</exception>
    public static string? Check(string? keyId)
    {
        if (keyId is null)
        {
            return null;
        }

        WellFormedText.RequireNonEmpty(keyId, nameof(keyId));
        if (keyId.Length > MaximumLength)
        {
            throw new ArgumentException($"The key id has {keyId.Length} characters; at most {MaximumLength} are accepted.", nameof(keyId));
        }

        return keyId.Any(char.IsControl)
            ? throw new ArgumentException("The key id holds a control character; printable text is needed.", nameof(keyId))
            : keyId;
    }
}
