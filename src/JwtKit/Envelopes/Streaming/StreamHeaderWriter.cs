using System.Buffers.Binary;
using System.Text;

namespace JwtKit;

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
