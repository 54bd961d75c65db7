using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace JwtKit.Cli;

/// <summary>What a token says, without any check of who says it. The library has no such door, on purpose: this one is for looking only.</summary>
internal sealed class UnverifiedToken
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private UnverifiedToken(byte[][] parts, JsonDocument header, JsonDocument? payload)
    {
        Parts = parts;
        Header = header;
        Payload = payload;
    }

    /// <summary>The decoded parts: three of a signed token, five of an encrypted one.</summary>
    public byte[][] Parts { get; }

    /// <summary>Whether the token is encrypted, so that its payload cannot be seen.</summary>
    public bool IsEncrypted => Parts.Length == 5;

    /// <summary>The header: one JSON object.</summary>
    public JsonDocument Header { get; }

    /// <summary>The payload, where it can be seen and is one strict JSON object.</summary>
    public JsonDocument? Payload { get; }

    /// <summary>Takes a token apart.</summary>
    /// <param name="token">The compact form.</param>
    /// <returns>Null where it is no token: not three or five parts of base64url with a strict JSON header.</returns>
    public static UnverifiedToken? Read(string token)
    {
        string[] texts = token.Split('.');
        if (texts.Length is not (3 or 5))
        {
            return null;
        }

        byte[][] parts = new byte[texts.Length][];
        for (int i = 0; i < texts.Length; i++)
        {
            if (Decode(texts[i]) is not { } part)
            {
                return null;
            }

            parts[i] = part;
        }

        return ReadObject(parts[0]) is { } header ? new UnverifiedToken(parts, header, parts.Length == 3 ? ReadObject(parts[1]) : null) : null;
    }

    /// <summary>The text of a header parameter or claim; null where it is absent or no text.</summary>
    /// <param name="document">The header or the payload.</param>
    /// <param name="name">Compared ordinally.</param>
    public static string? TextOf(JsonDocument? document, string name) =>
        document is not null && document.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Decode(string text)
    {
        // .NET's decoder passes over padding and white space; what decodes here re-encodes to itself.
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] decoded = new byte[Base64Url.GetMaxDecodedLength(utf8.Length)];
        return Base64Url.DecodeFromUtf8(utf8, decoded, out _, out int length) == System.Buffers.OperationStatus.Done
            && Base64Url.EncodeToString(decoded.AsSpan(0, length)) == text
                ? decoded[..length]
                : null;
    }

    private static JsonDocument? ReadObject(byte[] json)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(Utf8.IsValid(json) ? json : [], Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object && IsReadable(document.RootElement) ? document : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair makes the parser, or whoever looks at the text later, throw the latter.
            return null;
        }
    }

    private static bool IsReadable(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(static member => member.Name is not null && IsReadable(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(IsReadable),
        JsonValueKind.String => element.GetString() is not null,
        _ => true,
    };
}
