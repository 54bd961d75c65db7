using System.Text;
using System.Text.Json;

namespace JwtKit;

/// <summary>Reads the flattened JSON serialization (RFC 7516 section 7.2.2): one recipient, the whole header protected.</summary>
internal static class JweJson
{
    /// <param name="json">As it arrived.</param>
    /// <param name="expectedData">What the receiver expects to be authenticated beside the header; empty for nothing.</param>
    /// <param name="maximumLength">In characters; longer text is not looked at.</param>
    /// <param name="parsed">The message, if there was no fault.</param>
    public static ParseFailure Parse(string? json, ReadOnlySpan<byte> expectedData, int maximumLength, out ParsedJwe? parsed)
    {
        parsed = null;
        if (string.IsNullOrEmpty(json))
        {
            return ParseFailure.Malformed;
        }

        if (json.Length > maximumLength)
        {
            return ParseFailure.TooLong;
        }

        // The encoder would put another character in the place of half a surrogate pair.
        return WellFormedText.IsWellFormed(json) ? Parse(Encoding.UTF8.GetBytes(json), expectedData, out parsed) : ParseFailure.Malformed;
    }

    /// <summary>Finds the encoded parts in the text.</summary>
    /// <param name="json">As it arrived.</param>
    /// <param name="expectedData">What the receiver expects to be authenticated beside the header; empty for nothing.</param>
    /// <param name="segments">The parts, where they stand.</param>
    /// <param name="ciphertextRange">Where the ciphertext stands.</param>
    public static bool TrySplit(ReadOnlySpan<byte> json, ReadOnlySpan<byte> expectedData, out EncryptedSegments segments, out JsonRange ciphertextRange)
    {
        JsonRange header = default, key = default, vector = default, ciphertext = default, tag = default, additional = default;
        bool isFlat = true;
        StrictJsonReader reader = new(json);
        while (reader.NextMember())
        {
            if (reader.NameEquals("protected"u8))
            {
                header = reader.Value;
            }
            else if (reader.NameEquals("encrypted_key"u8))
            {
                key = reader.Value;
            }
            else if (reader.NameEquals("iv"u8))
            {
                vector = reader.Value;
            }
            else if (reader.NameEquals("ciphertext"u8))
            {
                ciphertext = reader.Value;
            }
            else if (reader.NameEquals("tag"u8))
            {
                tag = reader.Value;
            }
            else if (reader.NameEquals("aad"u8))
            {
                additional = reader.Value;
            }
            else if (reader.NameEquals("unprotected"u8) || reader.NameEquals("header"u8) || reader.NameEquals("recipients"u8))
            {
                // Header parameters that nothing authenticates, and other recipients, are not supported.
                isFlat = false;
            }
        }

        bool isWhole = reader.IsComplete && isFlat && IsText(header) && IsText(vector) && IsText(ciphertext) && IsText(tag)
            && (!key.IsPresent || IsText(key)) && IsExpected(json, additional, expectedData);
        segments = isWhole
            ? new EncryptedSegments(header.Raw(json), key.IsPresent ? key.Raw(json) : default, vector.Raw(json), ciphertext.Raw(json), tag.Raw(json))
            : default;
        ciphertextRange = ciphertext;
        return isWhole;
    }

    private static ParseFailure Parse(ReadOnlySpan<byte> json, ReadOnlySpan<byte> expectedData, out ParsedJwe? parsed)
    {
        parsed = null;
        return TrySplit(json, expectedData, out EncryptedSegments segments, out _) ? ParsedJwe.Parse(segments, expectedData, out parsed) : ParseFailure.Malformed;
    }

    /// <summary>Base64url has no character that is escaped, so an escaped text is not one.</summary>
    private static bool IsText(JsonRange value) => value.Kind == JsonTokenType.String && !value.IsEscaped;

    private static bool IsExpected(ReadOnlySpan<byte> json, JsonRange additional, ReadOnlySpan<byte> expectedData)
    {
        if (!additional.IsPresent)
        {
            return expectedData.IsEmpty;
        }

        if (!IsText(additional))
        {
            return false;
        }

        byte[] expected = new byte[StrictBase64Url.EncodedLength(expectedData.Length)];
        StrictBase64Url.Encode(expectedData, expected);
        return PublicBytes.AreEqual(additional.Raw(json), expected) && !expectedData.IsEmpty;
    }
}
