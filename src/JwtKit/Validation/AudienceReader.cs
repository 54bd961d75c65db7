using System.Text.Json;

namespace JwtKit;

/// <summary>Goes through <c>aud</c> (RFC 7519 section 4.1.3): a string is one audience, an array as many as it has elements.</summary>
internal ref struct AudienceReader
{
    private readonly JsonRange audience;
    private Utf8JsonReader reader;
    private bool isSingle;

    /// <param name="json">A payload that was read strictly.</param>
    /// <param name="audience">The claim's value in it; may be absent.</param>
    public AudienceReader(ReadOnlySpan<byte> json, JsonRange audience)
    {
        this.audience = audience;
        isSingle = audience.Kind == JsonTokenType.String;
        if (audience.Kind == JsonTokenType.StartArray)
        {
            reader = new Utf8JsonReader(audience.Raw(json));
            reader.Read();
        }
    }

    /// <summary>One audience, as a place in the payload.</summary>
    public JsonRange Current { get; private set; }

    public bool Next()
    {
        if (isSingle)
        {
            isSingle = false;
            Current = audience;
            return true;
        }

        if (audience.Kind != JsonTokenType.StartArray || !reader.Read() || reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        JsonRange element = JsonRange.Of(in reader);
        Current = element with { Start = audience.Start + element.Start };
        reader.Skip();
        return true;
    }
}
