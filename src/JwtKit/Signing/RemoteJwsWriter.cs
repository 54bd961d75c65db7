using System.Buffers.Text;
using System.Text;

namespace JwtKit;

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
