using System.Text.Json;

namespace JwtKit;

/// <summary>The JOSE header of a received token (RFC 7515 section 4), unverified: only what JwtKit acts on, all of it strings.</summary>
/// <remarks>
/// <c>jwk</c>, <c>jku</c>, <c>x5u</c> and <c>x5c</c> are not among them and nothing reads them: a token never says which key it is checked with.
/// </remarks>
internal readonly ref struct JoseHeader
{
    /// <summary>The longest encoded header that is looked at, in bytes. Ordinary ones have under 100.</summary>
    public const int MaximumEncodedLength = 8 * 1024;

    private readonly ReadOnlySpan<byte> json;
    private readonly JsonRange algorithm;
    private readonly JsonRange keyId;
    private readonly JsonRange type;
    private readonly JsonRange contentType;

    private JoseHeader(ReadOnlySpan<byte> json, JsonRange algorithm, JsonRange keyId, JsonRange type, JsonRange contentType)
    {
        this.json = json;
        this.algorithm = algorithm;
        this.keyId = keyId;
        this.type = type;
        this.contentType = contentType;
    }

    public bool HasKeyId => keyId.IsPresent;

    public bool HasType => type.IsPresent;

    /// <summary>Case does not count in a media type (RFC 7515 section 4.1.10).</summary>
    public bool ContentTypeIsAbsentOrJwt =>
        !contentType.IsPresent || string.Equals(ContentType, JwsHeader.DefaultType, StringComparison.OrdinalIgnoreCase);

    public string? Algorithm => algorithm.Kind == JsonTokenType.String ? algorithm.GetText(json) : null;

    public string? KeyId => keyId.IsPresent ? keyId.GetText(json) : null;

    /// <summary>The usual text comes without an allocation.</summary>
    public string? Type => !type.IsPresent ? null : type.TextEquals(json, "JWT"u8) ? JwsHeader.DefaultType : type.GetText(json);

    public string? ContentType => contentType.IsPresent ? contentType.GetText(json) : null;

    /// <summary>Decodes and reads a header segment.</summary>
    /// <param name="segment">The encoded segment.</param>
    /// <param name="buffer">Work space, at least as long as the segment; the header refers to it.</param>
    /// <param name="header">The header, if there was no fault.</param>
    public static JwsFault Read(ReadOnlySpan<byte> segment, Span<byte> buffer, out JoseHeader header)
    {
        header = default;
        return segment.Length <= MaximumEncodedLength && StrictBase64Url.TryDecode(segment, buffer, out int length)
            ? ReadJson(buffer[..length], out header)
            : JwsFault.Malformed;
    }

    public bool AlgorithmIs(SignatureAlgorithm expected) =>
        algorithm.Kind == JsonTokenType.String && algorithm.TextEquals(json, expected.Utf8Name.Span);

    /// <summary>Whether the header names this key. Call it for a header that has a key id.</summary>
    public bool KeyIdIs(VerificationKey key) => key.Utf8KeyId is { } expected && keyId.TextEquals(json, expected);

    private static JwsFault ReadJson(ReadOnlySpan<byte> json, out JoseHeader header)
    {
        JsonRange algorithm = default, keyId = default, type = default, contentType = default;
        bool hasExtension = false;
        StrictJsonReader reader = new(json);
        while (reader.NextMember())
        {
            if (reader.NameEquals("alg"u8))
            {
                algorithm = reader.Value;
            }
            else if (reader.NameEquals("kid"u8))
            {
                keyId = reader.Value;
            }
            else if (reader.NameEquals("typ"u8))
            {
                type = reader.Value;
            }
            else if (reader.NameEquals("cty"u8))
            {
                contentType = reader.Value;
            }
            else if (reader.NameEquals("crit"u8) || reader.NameEquals("b64"u8))
            {
                // JwtKit understands no extension, and a critical one that is not understood must be refused (RFC 7515 section 4.1.11).
                // b64 (RFC 7797) changes what the signature covers, so it is refused by itself too.
                hasExtension = true;
            }
        }

        header = new JoseHeader(json, algorithm, keyId, type, contentType);
        if (!reader.IsComplete || !IsAbsentOrText(keyId) || !IsAbsentOrText(type) || !IsAbsentOrText(contentType))
        {
            return JwsFault.Malformed;
        }

        return hasExtension ? JwsFault.Extension
            : keyId.Length > KeyIdRule.MaximumLength && header.KeyId!.Length > KeyIdRule.MaximumLength ? JwsFault.KeyIdTooLong
            : JwsFault.None;
    }

    private static bool IsAbsentOrText(JsonRange value) => !value.IsPresent || value.Kind == JsonTokenType.String;
}
