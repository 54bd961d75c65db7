namespace JwtKit;

/// <summary>What a key id (<c>kid</c>, RFC 7515 section 4.1.4) may be: 1 to 256 characters of opaque text, compared ordinally.</summary>
internal static class KeyIdRule
{
    public const int MaximumLength = HeaderPlaces.MaximumKeyIdLength;

    /// <exception cref="ArgumentException">The id is empty, too long, or holds control characters or half of a surrogate pair.</exception>
    public static string? Check(string? keyId)
    {
        if (keyId is null)
        {
            return null;
        }

        WellFormedText.RequireNonEmpty(keyId, nameof(keyId));
        return FaultOf(keyId) is { } fault ? throw new ArgumentException(fault, nameof(keyId)) : keyId;
    }

    /// <summary>What is wrong with the id, in a sentence without its text; null for a good one.</summary>
    /// <param name="keyId">Well-formed text.</param>
    public static string? FaultOf(string keyId) =>
        keyId.Length == 0 ? "The key id is empty; at least one character is needed."
        : keyId.Length > MaximumLength ? $"The key id has {keyId.Length} characters; at most {MaximumLength} are accepted."
        : keyId.Any(char.IsControl) ? "The key id holds a control character; printable text is needed."
        : null;
}
