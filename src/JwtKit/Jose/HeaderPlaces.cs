using System.Text.Json;

namespace JwtKit;

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
    public static CompactFault Find(ReadOnlySpan<byte> json, out HeaderPlaces places)
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
            return CompactFault.Malformed;
        }

        return hasExtension ? CompactFault.Extension
            : keyId.Length > MaximumKeyIdLength && keyId.GetText(json).Length > MaximumKeyIdLength ? CompactFault.KeyIdTooLong
            : CompactFault.None;
    }

    private static bool IsAbsentOrText(JsonRange value) => !value.IsPresent || value.Kind == JsonTokenType.String;
}
