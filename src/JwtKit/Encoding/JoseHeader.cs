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

    public const int MaximumKeyIdLength = 256;

    private readonly ReadOnlySpan<byte> json;
    private readonly JsonRange algorithm;
    private readonly JsonRange keyId;
    private readonly JsonRange type;
    private readonly JsonRange contentType;
    private readonly JsonRange encryption;
    private readonly JsonRange context;

    private JoseHeader(
        ReadOnlySpan<byte> json, JsonRange algorithm, JsonRange keyId, JsonRange type, JsonRange contentType, JsonRange encryption, JsonRange context, bool hasCompression)
    {
        this.json = json;
        this.algorithm = algorithm;
        this.keyId = keyId;
        this.type = type;
        this.contentType = contentType;
        this.encryption = encryption;
        this.context = context;
        HasCompression = hasCompression;
    }

    public bool HasKeyId => keyId.IsPresent;

    public bool HasType => type.IsPresent;

    /// <summary>Case does not count in a media type (RFC 7515 section 4.1.10).</summary>
    public bool ContentTypeIsAbsentOrJwt =>
        !contentType.IsPresent || string.Equals(ContentType, MediaType.Jwt, StringComparison.OrdinalIgnoreCase);

    public string? Algorithm => algorithm.Kind == JsonTokenType.String ? algorithm.GetText(json) : null;

    /// <summary>Whether there is a <c>zip</c> (RFC 7516 section 4.1.3).</summary>
    public bool HasCompression { get; }

    /// <summary><c>enc</c> (RFC 7516 section 4.1.2).</summary>
    public string? Encryption => encryption.Kind == JsonTokenType.String ? encryption.GetText(json) : null;

    public string? KeyId => keyId.IsPresent ? keyId.GetText(json) : null;

    /// <summary>The usual text comes without an allocation.</summary>
    public string? Type => !type.IsPresent ? null : type.TextEquals(json, "JWT"u8) ? MediaType.Jwt : type.GetText(json);

    public string? ContentType => contentType.IsPresent ? contentType.GetText(json) : null;

    /// <summary>Whether there is a <c>context</c>, an envelope's own parameter, of whatever kind.</summary>
    public bool HasContext => context.IsPresent;

    public string? Context => context.Kind == JsonTokenType.String ? context.GetText(json) : null;

    /// <summary>Decodes and reads a header segment.</summary>
    /// <param name="segment">The encoded segment.</param>
    /// <param name="buffer">Work space, at least as long as the segment; the header refers to it.</param>
    /// <param name="header">The header, if there was no fault.</param>
    public static CompactFault Read(ReadOnlySpan<byte> segment, Span<byte> buffer, out JoseHeader header)
    {
        header = default;
        return segment.Length <= MaximumEncodedLength && StrictBase64Url.TryDecode(segment, buffer, out int length)
            ? ReadJson(buffer[..length], out header)
            : CompactFault.Malformed;
    }

    public bool AlgorithmIs(ReadOnlySpan<byte> name) => algorithm.Kind == JsonTokenType.String && algorithm.TextEquals(json, name);

    /// <summary>Whether the header names the key of this id. Call it for a header that has a key id.</summary>
    public bool KeyIdIs(byte[]? utf8KeyId) => utf8KeyId is not null && keyId.TextEquals(json, utf8KeyId);

    private static CompactFault ReadJson(ReadOnlySpan<byte> json, out JoseHeader header)
    {
        JsonRange algorithm = default, keyId = default, type = default, contentType = default, encryption = default, context = default;
        bool hasExtension = false;
        bool hasCompression = false;
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
            else if (reader.NameEquals("enc"u8))
            {
                encryption = reader.Value;
            }
            else if (reader.NameEquals("context"u8))
            {
                context = reader.Value;
            }
            else if (reader.NameEquals("zip"u8))
            {
                hasCompression = true;
            }
            else if (reader.NameEquals("crit"u8) || reader.NameEquals("b64"u8))
            {
                // JwtKit understands no extension, and a critical one that is not understood must be refused (RFC 7515 section 4.1.11).
                // b64 (RFC 7797) changes what the signature covers, so it is refused by itself too.
                hasExtension = true;
            }
        }

        header = new JoseHeader(json, algorithm, keyId, type, contentType, encryption, context, hasCompression);
        if (!reader.IsComplete || !IsAbsentOrText(keyId) || !IsAbsentOrText(type) || !IsAbsentOrText(contentType))
        {
            return CompactFault.Malformed;
        }

        return hasExtension ? CompactFault.Extension
            : keyId.Length > MaximumKeyIdLength && header.KeyId!.Length > MaximumKeyIdLength ? CompactFault.KeyIdTooLong
            : CompactFault.None;
    }

    private static bool IsAbsentOrText(JsonRange value) => !value.IsPresent || value.Kind == JsonTokenType.String;
}
