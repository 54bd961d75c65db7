using System.Buffers.Binary;
using System.Text;

namespace JwtKit;

/// <summary>Checked <see cref="EnvelopeFields"/>, ready for use: names as UTF-8, the codec, the place of the tag. Safe for concurrent use.</summary>
internal sealed class FieldsSyntax
{
    private const int LongestName = 64;

    private readonly byte[]?[] names;

    /// <exception cref="ArgumentException">A name is missing, too long, no text or there twice, or another choice is none that there is.</exception>
    public FieldsSyntax(EnvelopeFields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Tag = Enum.IsDefined(fields.TagPlacement) ? fields.TagPlacement
            : throw new ArgumentException($"The place of the tag is {(int)fields.TagPlacement}; Separate, Appended or Prepended is needed.", nameof(fields));
        string?[] texts =
        [
            fields.Version, fields.Algorithm, fields.Encryption, fields.KeyId, fields.ContentType,
            fields.EncryptedKey, fields.Salt, fields.Vector, fields.Ciphertext, Tag == EnvelopeTag.Separate ? fields.Tag : null,
        ];
        RequireNames(texts, Tag == EnvelopeTag.Separate);
        names = [.. texts.Select(static name => name is null ? null : System.Text.Encoding.UTF8.GetBytes(name))];
        Encoding = fields.Encoding switch
        {
            EnvelopeEncoding.Base64 => BinaryText.Base64,
            EnvelopeEncoding.Base64Url => BinaryText.Base64Url,
            EnvelopeEncoding.Hex => BinaryText.LowerHex,
            EnvelopeEncoding.UpperHex => BinaryText.UpperHex,
            _ => throw new ArgumentException($"The encoding is {(int)fields.Encoding}; Base64, Base64Url, Hex or UpperHex is needed.", nameof(fields)),
        };
        Content = fields.Cipher == ContentEncryption.A256Gcm || fields.Cipher == ContentEncryption.A256CbcHs512 ? fields.Cipher
            : throw new ArgumentException($"The cipher is {fields.Cipher?.ToString() ?? "null"}; an envelope takes {ContentEncryption.A256Gcm} or {ContentEncryption.A256CbcHs512}.", nameof(fields));
    }

    public EnvelopeTag Tag { get; }

    public BinaryText Encoding { get; }

    public ContentEncryption Content { get; }

    /// <summary>The name of a member; null if it is not sent.</summary>
    public byte[]? this[FieldsMember member] => names[(int)member];

    private static void RequireNames(string?[] names, bool hasTag)
    {
        if (names[(int)FieldsMember.EncryptedKey..].Take(hasTag ? 5 : 4).Any(static name => name is null))
        {
            throw new ArgumentException("A name is null; wrapped key, salt, vector, ciphertext and a separate tag need one each.");
        }

        foreach (string name in names.OfType<string>())
        {
            WellFormedText.Require(name, nameof(EnvelopeFields));
            if (name.Length is 0 or > LongestName)
            {
                throw new ArgumentException($"A name has {name.Length} characters; 1 to {LongestName} are needed.");
            }
        }

        string[] used = [.. names.OfType<string>()];
        if (used.Distinct(StringComparer.Ordinal).Count() != used.Length)
        {
            throw new ArgumentException("Two members have the same name; each needs its own.");
        }
    }
}

/// <summary>The members of <see cref="EnvelopeFields"/>, in the order in which they are written. The first five are text, the others encoded bytes.</summary>
internal enum FieldsMember
{
    Version,
    Algorithm,
    Encryption,
    KeyId,
    ContentType,
    EncryptedKey,
    Salt,
    Vector,
    Ciphertext,
    Tag,
}

/// <summary>What an envelope with members of its own authenticates beside its content: each value with its length before it, so that none can be moved into the next.</summary>
internal static class FieldsAssociatedData
{
    public const string Version = "1";

    public static byte[] Join(KeyManagement keyManagement, ContentEncryption content, string? keyId, string? contentType, EnvelopeContext context)
    {
        byte[] utf8KeyId = Encoding.UTF8.GetBytes(keyId ?? string.Empty);
        byte[] utf8ContentType = Encoding.UTF8.GetBytes(contentType ?? string.Empty);
        return
        [
            .. Prefixed("JwtKit envelope"u8), .. Prefixed("1"u8), .. Prefixed(keyManagement.Utf8Name), .. Prefixed(content.Utf8Name),
            .. Prefixed(utf8KeyId), .. Prefixed(utf8ContentType), .. Prefixed(context.Utf8),
        ];
    }

    private static byte[] Prefixed(ReadOnlySpan<byte> value)
    {
        byte[] prefixed = new byte[sizeof(int) + value.Length];
        BinaryPrimitives.WriteInt32BigEndian(prefixed, value.Length);
        value.CopyTo(prefixed.AsSpan(sizeof(int)));
        return prefixed;
    }
}
