using System.Buffers;
using System.Text;

namespace JwtKit;

/// <summary>Joins header, payload and signature into the compact serialization (RFC 7515 section 7.1).</summary>
internal static class JwsWriter
{
    public static int EncodedLength(SigningKey key, ReadOnlySpan<byte> header, int payloadLength) =>
        header.Length + StrictBase64Url.EncodedLength(payloadLength) + StrictBase64Url.EncodedLength(key.SignatureLength) + 2;

    /// <param name="key">Signs.</param>
    /// <param name="header">The encoded header segment.</param>
    /// <param name="payload">The bytes to sign, not encoded.</param>
    /// <param name="token">Exactly <see cref="EncodedLength"/> bytes.</param>
    public static void Write(SigningKey key, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, Span<byte> token)
    {
        header.CopyTo(token);
        int position = header.Length;
        token[position++] = (byte)'.';
        position += StrictBase64Url.Encode(payload, token[position..]);

        Span<byte> signature = stackalloc byte[key.SignatureLength];
        key.Sign(token[..position], signature);
        token[position++] = (byte)'.';
        StrictBase64Url.Encode(signature, token[position..]);
    }

    /// <summary>The token as a string.</summary>
    public static string WriteString(SigningKey key, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, TokenScratch scratch)
    {
        Span<byte> token = scratch.Text(EncodedLength(key, header, payload.Length));
        Write(key, header, payload, token);
        return Encoding.Latin1.GetString(token); // ASCII by construction; this way nothing looks for other bytes in it
    }

    /// <summary>The token as UTF-8. The writer advances once, when the token is whole.</summary>
    public static void WriteTo(IBufferWriter<byte> destination, SigningKey key, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        int length = EncodedLength(key, header, payload.Length);
        Write(key, header, payload, destination.GetSpan(length)[..length]);
        destination.Advance(length);
    }
}
