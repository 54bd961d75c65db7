using System.Buffers;

namespace JwtKit;

/// <summary>The verbs for making JSON Web Tokens (RFC 7519). To check one, see <see cref="JwtValidator"/>. Safe for concurrent use.</summary>
public static class Jwt
{
    /// <summary>Signs a token (JWS compact serialization, RFC 7515 section 7.1). Adds <c>iat</c>, <c>exp</c> and, unless told otherwise, <c>jti</c>.</summary>
    /// <param name="descriptor">The token's content.</param>
    /// <param name="key">Signs, and gives <c>alg</c> and <c>kid</c>.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="ArgumentException">The lifetime is missing or ends before the token would be valid.</exception>
    /// <exception cref="TokenRuleException">The platform whose preset this is would refuse the token.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public static string Sign(JwtDescriptor descriptor, SigningKey key, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(key);
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            PayloadWriter.Write(descriptor, key.Algorithm, timeProvider ?? TimeProvider.System, scratch);
            return JwsWriter.WriteString(key, HeaderFor(descriptor, key), scratch.Json, scratch);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    /// <summary>Signs a token into a buffer, as UTF-8: the same token without the string. The writer advances once, by the whole token.</summary>
    /// <param name="descriptor">The token's content.</param>
    /// <param name="key">Signs, and gives <c>alg</c> and <c>kid</c>.</param>
    /// <param name="destination">Receives the token, nothing before or after it.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <inheritdoc cref="Sign(JwtDescriptor, SigningKey, TimeProvider?)" path="/exception" />
    public static void Sign(JwtDescriptor descriptor, SigningKey key, IBufferWriter<byte> destination, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(destination);
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            PayloadWriter.Write(descriptor, key.Algorithm, timeProvider ?? TimeProvider.System, scratch);
            JwsWriter.WriteTo(destination, key, HeaderFor(descriptor, key), scratch.Json);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    private static byte[] HeaderFor(JwtDescriptor descriptor, SigningKey key) =>
        descriptor.Type == JwsHeader.DefaultType ? key.Header : JwsHeader.Encode(key.Algorithm, descriptor.Type, key.KeyId, contentType: null);
}
