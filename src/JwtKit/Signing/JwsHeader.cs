using System.Text.Json;

namespace JwtKit;

/// <summary>The JOSE header of a signed token (RFC 7515 section 4), as it is written.</summary>
internal static class JwsHeader
{
    public const string DefaultType = "JWT";

    private const int MaximumTypeLength = 256;

    /// <summary>The encoded header segment: <c>alg</c>, then <c>typ</c>, <c>kid</c> and <c>cty</c> where there are any.</summary>
    public static byte[] Encode(SignatureAlgorithm algorithm, string? type, string? keyId, string? contentType)
    {
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            Utf8JsonWriter writer = scratch.Writer;
            writer.WriteStartObject();
            writer.WriteString("alg"u8, algorithm.Utf8Name.Span);
            WriteOptional(writer, "typ"u8, type);
            WriteOptional(writer, "kid"u8, keyId);
            WriteOptional(writer, "cty"u8, contentType);
            writer.WriteEndObject();
            writer.Flush();
            byte[] segment = new byte[StrictBase64Url.EncodedLength(scratch.Json.Length)];
            StrictBase64Url.Encode(scratch.Json, segment);
            return segment;
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    /// <summary>A media type as <c>typ</c> and <c>cty</c> hold it (RFC 7515 section 4.1.9): printable ASCII without spaces.</summary>
    /// <exception cref="ArgumentException">The text is empty, too long or holds other characters.</exception>
    public static string? CheckMediaType(string? type, string parameterName)
    {
        bool isAcceptable = type is null
            || (type.Length is > 0 and <= MaximumTypeLength && !type.AsSpan().ContainsAnyExceptInRange('!', '~'));
        return isAcceptable
            ? type
            : throw new ArgumentException(
                $"A media type such as 'JWT' or 'at+jwt' is needed: 1 to {MaximumTypeLength} printable ASCII characters without spaces; null leaves it out.", parameterName);
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
