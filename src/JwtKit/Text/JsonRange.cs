using System.Text.Json;

namespace JwtKit;

/// <summary>Where a JSON value stands in its text. A string's range leaves its quotes out.</summary>
internal readonly record struct JsonRange(int Start, int Length, JsonTokenType Kind, bool IsEscaped)
{
    public bool IsPresent => Kind != JsonTokenType.None;

    public static JsonRange Of(in Utf8JsonReader reader)
    {
        bool isQuoted = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        return new JsonRange((int)reader.TokenStartIndex + (isQuoted ? 1 : 0), reader.ValueSpan.Length, reader.TokenType, reader.ValueIsEscaped);
    }

    public ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> json) => json.Slice(Start, Length);

    /// <summary>Ordinal equality of a string value or name, escapes resolved.</summary>
    public bool TextEquals(ReadOnlySpan<byte> json, ReadOnlySpan<byte> expected) =>
        IsEscaped ? QuotedReader(json).ValueTextEquals(expected) : PublicBytes.AreEqual(Raw(json), expected);

    /// <summary>The text of a string value or name that was read strictly.</summary>
    public string GetText(ReadOnlySpan<byte> json) =>
        IsEscaped ? QuotedReader(json).GetString()! : System.Text.Encoding.UTF8.GetString(Raw(json));

    /// <summary>The same without an allocation.</summary>
    /// <param name="json">The text that the value stands in.</param>
    /// <param name="destination">At least as long as the value's text, in UTF-16.</param>
    /// <returns>How long it is.</returns>
    public int CopyText(ReadOnlySpan<byte> json, Span<char> destination) =>
        IsEscaped ? QuotedReader(json).CopyString(destination) : System.Text.Encoding.UTF8.GetChars(Raw(json), destination);

    private Utf8JsonReader QuotedReader(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json.Slice(Start - 1, Length + 2));
        reader.Read();
        return reader;
    }
}
