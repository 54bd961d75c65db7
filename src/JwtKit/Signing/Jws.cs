using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>
/// Signed bytes in compact form (RFC 7515 section 7.1), for payloads that are not JWTs. Nothing in the payload is looked at: for tokens use
/// <see cref="Jwt"/> and <see cref="JwtValidator"/>. Safe for concurrent use.
/// </summary>
public static class Jws
{
    /// <summary>The longest text that <see cref="TryVerify"/> looks at unless told otherwise: 16 KiB.</summary>
    public const int DefaultMaximumLength = 16 * 1024;

    /// <summary>Signs bytes.</summary>
    /// <param name="payload">Any bytes, also none.</param>
    /// <param name="key">Signs, and gives <c>alg</c> and <c>kid</c>.</param>
    /// <param name="type">The <c>typ</c>; none by default.</param>
    /// <param name="contentType">The <c>cty</c>; none by default.</param>
    /// <exception cref="ArgumentException">A media type is not printable ASCII.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public static string Sign(ReadOnlySpan<byte> payload, SigningKey key, string? type = null, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        MediaType.Check(type, nameof(type));
        MediaType.Check(contentType, nameof(contentType));
        byte[] header = JwsHeader.Encode(key.Algorithm, type, key.KeyId, contentType);
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            return JwsWriter.WriteString(key, header, payload, scratch);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    /// <summary>Gives the payload if the signature is the key's. No input makes it throw.</summary>
    /// <param name="token">The compact form; null counts as malformed.</param>
    /// <param name="key">Verifies. Where key and token both name a key id, they must be the same.</param>
    /// <param name="payload">The bytes that were signed.</param>
    /// <param name="maximumLength">The longest text to look at, in characters.</param>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public static bool TryVerify(string? token, VerificationKey key, [NotNullWhen(true)] out byte[]? payload, int maximumLength = DefaultMaximumLength)
    {
        ArgumentNullException.ThrowIfNull(key);
        payload = null;
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            return ParsedJws.Parse(token, maximumLength, scratch, key.Header, others: null, out ParsedJws parsed) == ParseFailure.None
                && parsed.Header.AlgorithmIs(key.Algorithm.Utf8Name)
                && (!parsed.Header.HasKeyId || key.KeyId is null || parsed.Header.KeyIdIs(key.Utf8KeyId))
                && parsed.IsSignedBy(key)
                && parsed.TryDecodePayload(out payload);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }
}
