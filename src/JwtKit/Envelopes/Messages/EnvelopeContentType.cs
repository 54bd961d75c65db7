namespace JwtKit;

/// <summary>What the media type of a payload may be: anything that may stand in an HTTP header, and not that of a token.</summary>
internal static class EnvelopeContentType
{
    private const int MaximumLength = 256;

    public static bool IsAbsentOrAcceptable(string? type) => type is null || (IsPrintable(type) && !MediaType.AreSame(type, MediaType.Jwt));

    /// <exception cref="ArgumentException">The type is empty, too long, holds other characters than printable ASCII, or is that of a token.</exception>
    public static void Check(string? type, string parameterName)
    {
        if (type is not null && !IsPrintable(type))
        {
            throw new ArgumentException(
                $"A media type such as 'application/json' is needed: 1 to {MaximumLength} printable ASCII characters; null leaves it out.", parameterName);
        }

        if (!IsAbsentOrAcceptable(type))
        {
            throw new ArgumentException(
                "The content type is that of a token, and no receiver of envelopes takes one; Jwt.SignAndEncrypt encrypts tokens.", parameterName);
        }
    }

    private static bool IsPrintable(string type) => type.Length is > 0 and <= MaximumLength && !type.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
