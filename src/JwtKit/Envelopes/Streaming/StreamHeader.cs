using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace JwtKit;

/// <summary>The header of a streamed message, as docs/envelope-format.md lays it out. Whoever reads it knows nothing yet of who wrote it.</summary>
internal sealed class StreamHeader
{
    /// <summary>Magic, version and the header's length: what is read first.</summary>
    public const int PrefixLength = 7;

    public const int SaltLength = 32;
    public const int LengthOffset = 5;
    public const int KeyManagementOffset = 7;
    public const int CipherOffset = 8;
    public const int ChunkOffset = 9;
    public const int SaltOffset = 10;
    public const int FieldsOffset = SaltOffset + SaltLength;
    public const byte Version = 1;

    /// <summary>Nothing in the fields but their lengths.</summary>
    public const int MinimumLength = FieldsOffset + (3 * sizeof(ushort));

    /// <summary>Each field at its longest: 256 characters of key id, 256 of content type, and a key wrapped by RSA with 16384 bits.</summary>
    public const int MaximumLength = MinimumLength + MaximumKeyIdLength + MaximumContentTypeLength + RsaKeyWrap.MaximumWrappedLength;

    // A UTF-16 unit has at most three bytes of UTF-8.
    private const int MaximumKeyIdLength = 3 * KeyIdRule.MaximumLength;
    private const int MaximumContentTypeLength = 256;
    private const int MinimumWrappedLength = 256;

    private StreamHeader(ReadOnlyMemory<byte> bytes, KeyManagement keyManagement)
    {
        Bytes = bytes;
        KeyManagement = keyManagement;
        ChunkLength = ChunkSize.OfExponent(bytes.Span[ChunkOffset]);
    }

    public static ReadOnlySpan<byte> Magic => "JKES"u8;

    /// <summary>All of it, without the commitment.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public KeyManagement KeyManagement { get; }

    public string? KeyId { get; private init; }

    public string? ContentType { get; private init; }

    /// <summary>The payload in each chunk but the last, in bytes.</summary>
    public int ChunkLength { get; }

    public ReadOnlyMemory<byte> Salt => Bytes.Slice(SaltOffset, SaltLength);

    public ReadOnlyMemory<byte> WrappedKey { get; private init; }

    /// <summary>How long the header is, from its first bytes; false if these begin nothing that is known here, or something longer than any header.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> prefix, out int length)
    {
        length = BinaryPrimitives.ReadUInt16BigEndian(prefix[LengthOffset..]);
        return prefix.StartsWith(Magic) && prefix[Magic.Length] == Version && length is >= MinimumLength and <= MaximumLength;
    }

    /// <summary>Reads a header whose beginning has been read.</summary>
    /// <param name="bytes">As many as the beginning said.</param>
    /// <param name="header">What it says.</param>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out StreamHeader? header)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        ReadOnlyMemory<byte> rest = bytes[FieldsOffset..];
        header = null;
        if (!StreamAlgorithm.TryFind(span[KeyManagementOffset], out KeyManagement? keyManagement)
            || span[CipherOffset] != StreamAlgorithm.Aes256GcmChunks
            || !ChunkSize.IsExponent(span[ChunkOffset])
            || !TryTake(ref rest, out ReadOnlyMemory<byte> keyId)
            || !TryTake(ref rest, out ReadOnlyMemory<byte> contentType)
            || !TryTake(ref rest, out ReadOnlyMemory<byte> wrappedKey)
            || !rest.IsEmpty
            || !TryGetText(keyId.Span, out string? keyIdText)
            || !TryGetText(contentType.Span, out string? contentTypeText)
            || (keyIdText is not null && KeyIdRule.FaultOf(keyIdText) is not null)
            || !EnvelopeContentType.IsAbsentOrAcceptable(contentTypeText)
            || !IsWrappedLength(keyManagement, wrappedKey.Length))
        {
            return false;
        }

        header = new StreamHeader(bytes, keyManagement) { KeyId = keyIdText, ContentType = contentTypeText, WrappedKey = wrappedKey };
        return true;
    }

    private static bool TryTake(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> field)
    {
        field = default;
        if (rest.Length < sizeof(ushort))
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
        rest = rest[sizeof(ushort)..];
        if (length > rest.Length)
        {
            return false;
        }

        field = rest[..length];
        rest = rest[length..];
        return true;
    }

    private static bool TryGetText(ReadOnlySpan<byte> utf8, out string? text)
    {
        bool isText = Utf8.IsValid(utf8);
        text = isText && !utf8.IsEmpty ? Encoding.UTF8.GetString(utf8) : null;
        return isText;
    }

    private static bool IsWrappedLength(KeyManagement keyManagement, int length) =>
        keyManagement.WrapsWithRsa ? length is >= MinimumWrappedLength and <= RsaKeyWrap.MaximumWrappedLength : length == 0;
}

/// <summary>Writes the header of a streamed message.</summary>
internal static class StreamHeaderWriter
{
    /// <param name="key">Says how the material was wrapped, and names itself.</param>
    /// <param name="contentType">A media type, or null.</param>
    /// <param name="chunkExponent">Of the chunk size.</param>
    /// <param name="salt">32 random bytes.</param>
    /// <param name="wrappedKey">The material, wrapped; empty for a shared key.</param>
    public static byte[] Write(EncryptionKey key, string? contentType, byte chunkExponent, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> wrappedKey)
    {
        byte[] keyId = Encoding.UTF8.GetBytes(key.KeyId ?? string.Empty);
        byte[] type = Encoding.UTF8.GetBytes(contentType ?? string.Empty);
        byte[] header = new byte[StreamHeader.MinimumLength + keyId.Length + type.Length + wrappedKey.Length];
        StreamHeader.Magic.CopyTo(header);
        header[StreamHeader.Magic.Length] = StreamHeader.Version;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(StreamHeader.LengthOffset), (ushort)header.Length);
        header[StreamHeader.KeyManagementOffset] = StreamAlgorithm.NumberOf(key.KeyManagement);
        header[StreamHeader.CipherOffset] = StreamAlgorithm.Aes256GcmChunks;
        header[StreamHeader.ChunkOffset] = chunkExponent;
        salt.CopyTo(header.AsSpan(StreamHeader.SaltOffset));
        Span<byte> rest = header.AsSpan(StreamHeader.FieldsOffset);
        Put(ref rest, keyId);
        Put(ref rest, type);
        Put(ref rest, wrappedKey);
        return header;
    }

    private static void Put(ref Span<byte> rest, ReadOnlySpan<byte> field)
    {
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)field.Length);
        field.CopyTo(rest[sizeof(ushort)..]);
        rest = rest[(sizeof(ushort) + field.Length)..];
    }
}

/// <summary>The ways in which the material of a streamed message reaches its receiver, each with the number that stands for it. There is no RSA1_5.</summary>
internal static class StreamAlgorithm
{
    /// <summary>The only cipher: AES-256-GCM in chunks, under a key derived by HKDF with SHA-256.</summary>
    public const byte Aes256GcmChunks = 1;

    // By number, from 1. Messages hold the numbers, so that none ever changes its meaning.
    private static readonly KeyManagement[] Numbered = [KeyManagement.RsaOaep, KeyManagement.RsaOaep256, KeyManagement.Direct];

    public static byte NumberOf(KeyManagement keyManagement) => (byte)(Array.IndexOf(Numbered, keyManagement) + 1);

    public static bool TryFind(byte number, [NotNullWhen(true)] out KeyManagement? keyManagement)
    {
        keyManagement = number is > 0 && number <= Numbered.Length ? Numbered[number - 1] : null;
        return keyManagement is not null;
    }
}
