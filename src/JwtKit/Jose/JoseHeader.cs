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
    private readonly HeaderPlaces places;

    /// <param name="json">A header that was read.</param>
    /// <param name="places">What was found in it.</param>
    public JoseHeader(ReadOnlySpan<byte> json, scoped in HeaderPlaces places)
    {
        this.json = json;
        this.places = places;
    }

    public bool HasKeyId => places.KeyId.IsPresent;

    public bool HasType => places.Type.IsPresent;

    /// <summary>Case does not count in a media type (RFC 7515 section 4.1.10).</summary>
    public bool ContentTypeIsAbsentOrJwt =>
        !places.ContentType.IsPresent || string.Equals(ContentType, MediaType.Jwt, StringComparison.OrdinalIgnoreCase);

    public string? Algorithm => TextIfText(places.Algorithm);

    /// <summary>Whether there is a <c>zip</c> (RFC 7516 section 4.1.3).</summary>
    public bool HasCompression => places.HasCompression;

    /// <summary><c>enc</c> (RFC 7516 section 4.1.2).</summary>
    public string? Encryption => TextIfText(places.Encryption);

    public string? KeyId => TextOf(places.KeyId);

    /// <summary>The usual text comes without an allocation.</summary>
    public string? Type => places.Type.IsPresent && places.Type.TextEquals(json, "JWT"u8) ? MediaType.Jwt : TextOf(places.Type);

    public string? ContentType => TextOf(places.ContentType);

    /// <summary>Whether there is a <c>context</c>, an envelope's own parameter, of whatever kind.</summary>
    public bool HasContext => places.Context.IsPresent;

    public string? Context => TextIfText(places.Context);

    /// <summary>Decodes and reads a header segment.</summary>
    /// <param name="segment">The encoded segment.</param>
    /// <param name="buffer">Work space, at least as long as what the segment decodes to; the header refers to it.</param>
    /// <param name="header">The header, if there was no fault.</param>
    public static ParseFailure Read(ReadOnlySpan<byte> segment, Span<byte> buffer, out JoseHeader header)
    {
        header = default;
        if (segment.Length > MaximumEncodedLength || !StrictBase64Url.TryDecode(segment, buffer, out int length))
        {
            return ParseFailure.Malformed;
        }

        Span<byte> json = buffer[..length];
        ParseFailure fault = HeaderPlaces.Find(json, out HeaderPlaces places);
        header = new JoseHeader(json, in places);
        return fault;
    }

    public bool AlgorithmIs(ReadOnlySpan<byte> name) => places.Algorithm.Kind == JsonTokenType.String && places.Algorithm.TextEquals(json, name);

    /// <summary>Whether the header names the key of this id. Call it for a header that has a key id.</summary>
    public bool KeyIdIs(byte[]? utf8KeyId) => utf8KeyId is not null && places.KeyId.TextEquals(json, utf8KeyId);

    /// <summary>Copies the key id. Call it for a header that has one, and that was read without a fault.</summary>
    /// <param name="destination">At least 256 characters.</param>
    /// <returns>How long it is.</returns>
    public int CopyKeyId(Span<char> destination) => places.KeyId.CopyText(json, destination);

    private string? TextOf(JsonRange value) => value.IsPresent ? value.GetText(json) : null;

    private string? TextIfText(JsonRange value) => value.Kind == JsonTokenType.String ? value.GetText(json) : null;
}

/// <summary>Where the parameters that JwtKit acts on stand in the JSON of a header (RFC 7515 section 4.1, RFC 7516 section 4.1).</summary>
internal readonly struct HeaderPlaces
{
    public const int MaximumKeyIdLength = 256;

    public JsonRange Algorithm { get; private init; }

    public JsonRange KeyId { get; private init; }

    public JsonRange Type { get; private init; }

    public JsonRange ContentType { get; private init; }

    public JsonRange Encryption { get; private init; }

    /// <summary>An envelope's own parameter.</summary>
    public JsonRange Context { get; private init; }

    /// <summary>Whether there is a <c>zip</c> (RFC 7516 section 4.1.3).</summary>
    public bool HasCompression { get; private init; }

    /// <summary>Reads the whole header. The places hold also where there is a fault, for messages.</summary>
    public static ParseFailure Find(ReadOnlySpan<byte> json, out HeaderPlaces places)
    {
        JsonRange algorithm = default, keyId = default, type = default, contentType = default, encryption = default, context = default;
        bool hasExtension = false;
        bool hasCompression = false;
        StrictJsonReader reader = new(json);
        while (reader.NextMember())
        {
            ulong name = reader.ShortName;
            if (name == ShortName.Algorithm)
            {
                algorithm = reader.Value;
            }
            else if (name == ShortName.KeyId)
            {
                keyId = reader.Value;
            }
            else if (name == ShortName.Type)
            {
                type = reader.Value;
            }
            else if (name == ShortName.ContentType)
            {
                contentType = reader.Value;
            }
            else if (name == ShortName.Encryption)
            {
                encryption = reader.Value;
            }
            else if (name == ShortName.Context)
            {
                context = reader.Value;
            }
            else if (name == ShortName.Compression)
            {
                hasCompression = true;
            }
            else if (name == ShortName.Critical || name == ShortName.Base64)
            {
                // JwtKit understands no extension, and a critical one that is not understood must be refused (RFC 7515 section 4.1.11).
                // b64 (RFC 7797) changes what the signature covers, so it is refused by itself too.
                hasExtension = true;
            }
        }

        places = new HeaderPlaces
        {
            Algorithm = algorithm,
            KeyId = keyId,
            Type = type,
            ContentType = contentType,
            Encryption = encryption,
            Context = context,
            HasCompression = hasCompression,
        };
        if (!reader.IsComplete || !IsAbsentOrText(keyId) || !IsAbsentOrText(type) || !IsAbsentOrText(contentType))
        {
            return ParseFailure.Malformed;
        }

        return hasExtension ? ParseFailure.Extension
            : keyId.Length > MaximumKeyIdLength && keyId.GetText(json).Length > MaximumKeyIdLength ? ParseFailure.KeyIdTooLong
            : ParseFailure.None;
    }

    private static bool IsAbsentOrText(JsonRange value) => !value.IsPresent || value.Kind == JsonTokenType.String;
}

/// <summary>A header segment that is expected, read once: most tokens of a signer begin with the same bytes. Immutable and safe for concurrent use.</summary>
/// <remarks>What a segment says depends on its bytes alone, so one with the same bytes need not be read again.</remarks>
internal sealed class KnownHeader
{
    private readonly byte[] json;
    private readonly HeaderPlaces places;

    /// <param name="segment">An encoded header that JwtKit would write; kept.</param>
    public KnownHeader(byte[] segment)
    {
        Segment = segment;
        json = new byte[StrictBase64Url.MaximumDecodedLength(segment.Length)];
        StrictBase64Url.TryDecode(segment, json, out _);
        HeaderPlaces.Find(json, out places);
    }

    /// <summary>The encoded header. Not to be changed.</summary>
    public byte[] Segment { get; }

    public JoseHeader Header => new(json, in places);

    public bool IsWrittenAs(ReadOnlySpan<byte> received) => PublicBytes.AreEqual(Segment, received);
}
