using System.Buffers;
using System.Buffers.Text;
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

/// <summary>Joins header, payload and a signature that is made elsewhere into the compact serialization (RFC 7515 section 7.1).</summary>
internal static class RemoteJwsWriter
{
    private const int ShortestRsaSignature = 2048 / 8;

    /// <summary>What is to be signed: both segments, encoded, with a dot between them.</summary>
    public static byte[] SigningInput(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        byte[] input = new byte[header.Length + 1 + StrictBase64Url.EncodedLength(payload.Length)];
        header.CopyTo(input);
        input[header.Length] = (byte)'.';
        StrictBase64Url.Encode(payload, input.AsSpan(header.Length + 1));
        return input;
    }

    /// <exception cref="InvalidOperationException">What came back cannot be a signature of the signer's algorithm.</exception>
    public static async ValueTask<string> SignAsync(IRemoteSigner signer, byte[] signingInput, CancellationToken cancellationToken)
    {
        byte[]? signature = await signer.SignAsync(signingInput, cancellationToken).ConfigureAwait(false);
        SignatureAlgorithm algorithm = signer.Algorithm;
        if (signature is null)
        {
            throw new InvalidOperationException($"The remote signer returned null, which is no {algorithm} signature.");
        }

        bool isPlausible = algorithm.IsSymmetric ? signature.Length == algorithm.HashLength : signature.Length >= ShortestRsaSignature;
        return isPlausible
            ? string.Concat(Encoding.ASCII.GetString(signingInput), ".", Base64Url.EncodeToString(signature))
            : throw new InvalidOperationException($"The remote signer returned {signature.Length} bytes, which is no {algorithm} signature.");
    }
}

/// <summary>The JOSE header of a signed token (RFC 7515 section 4), as it is written: <c>alg</c>, then <c>typ</c>, <c>kid</c> and <c>cty</c> where there are any.</summary>
internal static class JwsHeader
{
    public static byte[] Encode(SignatureAlgorithm algorithm, string? type, string? keyId, string? contentType) =>
        HeaderWriter.Encode(("alg", algorithm.Name), ("typ", type), ("kid", keyId), ("cty", contentType));
}
