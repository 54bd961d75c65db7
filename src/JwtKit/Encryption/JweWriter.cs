using System.Buffers;
using System.Text;
using System.Text.Json;

namespace JwtKit;

/// <summary>Encrypts and writes the compact (RFC 7516 section 7.1) or the flattened JSON serialization (section 7.2.2).</summary>
internal static class JweWriter
{
    public static string WriteCompact(EncryptionTarget target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext)
    {
        int length = CompactLength(target, header, plaintext.Length);
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            WriteCompact(target, header, plaintext, rented.AsSpan(0, length));
            return Encoding.ASCII.GetString(rented, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The writer advances once, when the message is whole.</summary>
    public static void WriteCompact(EncryptionTarget target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, IBufferWriter<byte> destination)
    {
        int length = CompactLength(target, header, plaintext.Length);
        WriteCompact(target, header, plaintext, destination.GetSpan(length)[..length]);
        destination.Advance(length);
    }

    /// <param name="target">The receiver and the cipher.</param>
    /// <param name="header">The encoded header.</param>
    /// <param name="plaintext">What is encrypted.</param>
    /// <param name="additionalData">Authenticated beside the header, and part of the message as <c>aad</c>; empty for none.</param>
    public static string WriteJson(EncryptionTarget target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> additionalData)
    {
        byte[] associated = JweAssociatedData.Join(header, additionalData);
        byte[] memory = new byte[JweParts.Length(target, plaintext.Length)];
        JweParts parts = JweParts.Encrypt(target, plaintext, associated, memory);
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteString("protected"u8, header);
            if (!parts.EncryptedKey.IsEmpty)
            {
                WriteEncoded(writer, "encrypted_key"u8, parts.EncryptedKey);
            }

            if (!additionalData.IsEmpty)
            {
                WriteEncoded(writer, "aad"u8, additionalData);
            }

            WriteEncoded(writer, "iv"u8, parts.Vector);
            WriteEncoded(writer, "ciphertext"u8, parts.Ciphertext);
            WriteEncoded(writer, "tag"u8, parts.Tag);
            writer.WriteEndObject();
        }

        return Encoding.ASCII.GetString(json.WrittenSpan);
    }

    private static int CompactLength(EncryptionTarget target, ReadOnlySpan<byte> header, int plaintextLength)
    {
        ContentCipher cipher = target.Content.Cipher;
        return checked(header.Length
            + StrictBase64Url.EncodedLength(target.Key.WrappedLength)
            + StrictBase64Url.EncodedLength(cipher.VectorLength)
            + StrictBase64Url.EncodedLength(cipher.CiphertextLength(plaintextLength))
            + StrictBase64Url.EncodedLength(cipher.TagLength)
            + 4);
    }

    private static void WriteCompact(EncryptionTarget target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, Span<byte> message)
    {
        int length = JweParts.Length(target, plaintext.Length);
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        JweParts parts = JweParts.Encrypt(target, plaintext, header, rented.AsSpan(0, length));
        header.CopyTo(message);
        int position = header.Length;
        position += WriteSegment(parts.EncryptedKey, message[position..]);
        position += WriteSegment(parts.Vector, message[position..]);
        position += WriteSegment(parts.Ciphertext, message[position..]);
        WriteSegment(parts.Tag, message[position..]);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static int WriteSegment(ReadOnlySpan<byte> part, Span<byte> destination)
    {
        destination[0] = (byte)'.';
        return 1 + StrictBase64Url.Encode(part, destination[1..]);
    }

    private static void WriteEncoded(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> part)
    {
        byte[] text = new byte[StrictBase64Url.EncodedLength(part.Length)];
        StrictBase64Url.Encode(part, text);
        writer.WriteString(name, text);
    }
}
