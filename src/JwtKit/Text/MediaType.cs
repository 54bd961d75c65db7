namespace JwtKit;

/// <summary>Media types as <c>typ</c> and <c>cty</c> hold them (RFC 7515 sections 4.1.9 and 4.1.10).</summary>
internal static class MediaType
{
    public const string Jwt = "JWT";

    public const string Json = "application/json";

    private const string Prefix = "application/";
    private const int MaximumLength = 256;

    /// <summary>Printable ASCII without spaces.</summary>
    /// <exception cref="ArgumentException">The text is empty, too long or holds other characters.</exception>
    public static string? Check(string? type, string parameterName)
    {
        bool isAcceptable = type is null || (type.Length is > 0 and <= MaximumLength && !type.AsSpan().ContainsAnyExceptInRange('!', '~'));
        return isAcceptable
            ? type
            : throw new ArgumentException(
                $"A media type such as 'JWT' or 'at+jwt' is needed: 1 to {MaximumLength} printable ASCII characters without spaces; null leaves it out.", parameterName);
    }

    /// <summary>Case does not count, nor the prefix <c>application/</c> where no other slash follows.</summary>
    public static bool AreSame(string left, string right) => left == right || Short(left).Equals(Short(right), StringComparison.OrdinalIgnoreCase);

    /// <summary>JSON itself or a kind of it (RFC 6839 section 3.1), with or without parameters.</summary>
    public static bool IsJson(string type)
    {
        string name = type.Split(';')[0].TrimEnd();
        return name.EndsWith("+json", StringComparison.OrdinalIgnoreCase) || AreSame(name, Json);
    }

    private static ReadOnlySpan<char> Short(string type) =>
        type.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !type.AsSpan(Prefix.Length).Contains('/') ? type.AsSpan(Prefix.Length) : type;
}
