using System.Buffers;
using System.Text;

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
            PayloadWriter.Write(descriptor, key.Algorithm, target: null, timeProvider ?? TimeProvider.System, scratch);
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
            PayloadWriter.Write(descriptor, key.Algorithm, target: null, timeProvider ?? TimeProvider.System, scratch);
            JwsWriter.WriteTo(destination, key, HeaderFor(descriptor, key), scratch.Json);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    /// <summary>
    /// Signs a token and encrypts it for a receiver: a nested JWT (RFC 7519 section 5.2), of which the receiver opens the outside and verifies the inside.
    /// </summary>
    /// <param name="descriptor">The token's content.</param>
    /// <param name="key">Signs.</param>
    /// <param name="target">The receiver's key and the cipher.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="InvalidOperationException">A shared key has encrypted as many messages as GCM allows.</exception>
    /// <inheritdoc cref="Sign(JwtDescriptor, SigningKey, TimeProvider?)" path="/exception" />
    public static string SignAndEncrypt(JwtDescriptor descriptor, SigningKey key, EncryptionTarget target, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return WithSigned(descriptor, key, target, timeProvider, (descriptor, target), static (state, signed) =>
            JweWriter.WriteCompact(state.target, NestedHeaderFor(state.descriptor, state.target), signed));
    }

    /// <summary>Signs a token and encrypts it for a receiver, into a buffer, as UTF-8. The writer advances once, by the whole token.</summary>
    /// <param name="descriptor">The token's content.</param>
    /// <param name="key">Signs.</param>
    /// <param name="target">The receiver's key and the cipher.</param>
    /// <param name="destination">Receives the token, nothing before or after it.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <inheritdoc cref="SignAndEncrypt(JwtDescriptor, SigningKey, EncryptionTarget, TimeProvider?)" path="/exception" />
    public static void SignAndEncrypt(
        JwtDescriptor descriptor, SigningKey key, EncryptionTarget target, IBufferWriter<byte> destination, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(destination);
        WithSigned(descriptor, key, target, timeProvider, (descriptor, target, destination), static (state, signed) =>
        {
            JweWriter.WriteCompact(state.target, NestedHeaderFor(state.descriptor, state.target), signed, state.destination);
            return true;
        });
    }

    /// <summary>Signs a token with a key that is elsewhere.</summary>
    /// <param name="descriptor">The token's content.</param>
    /// <param name="signer">Signs, and gives <c>alg</c> and <c>kid</c>.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">The signer returned something that is no signature of its algorithm.</exception>
    /// <inheritdoc cref="Sign(JwtDescriptor, SigningKey, TimeProvider?)" path="/exception" />
    public static ValueTask<string> SignAsync(
        JwtDescriptor descriptor, IRemoteSigner signer, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default) =>
        RemoteJwsWriter.SignAsync(signer, SigningInput(descriptor, signer, timeProvider, target: null), cancellationToken);

    /// <summary>Signs a token with a key that is elsewhere, and encrypts it for a receiver.</summary>
    /// <param name="descriptor">The token's content.</param>
    /// <param name="signer">Signs, and gives the inner <c>alg</c> and <c>kid</c>.</param>
    /// <param name="target">The receiver's key and the cipher.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="SignAsync(JwtDescriptor, IRemoteSigner, TimeProvider?, CancellationToken)" path="/exception" />
    public static async ValueTask<string> SignAndEncryptAsync(
        JwtDescriptor descriptor, IRemoteSigner signer, EncryptionTarget target, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        byte[] input = SigningInput(descriptor, signer, timeProvider, target);
        string signed = await RemoteJwsWriter.SignAsync(signer, input, cancellationToken).ConfigureAwait(false);
        return JweWriter.WriteCompact(target, NestedHeaderFor(descriptor, target), Encoding.ASCII.GetBytes(signed));
    }

    private static T WithSigned<TState, T>(
        JwtDescriptor descriptor, SigningKey key, EncryptionTarget target, TimeProvider? timeProvider, TState state, Func<TState, ReadOnlySpan<byte>, T> use)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(key);
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            PayloadWriter.Write(descriptor, key.Algorithm, target, timeProvider ?? TimeProvider.System, scratch);
            byte[] header = HeaderFor(descriptor, key);
            Span<byte> signed = scratch.Text(JwsWriter.EncodedLength(key, header, scratch.Json.Length));
            JwsWriter.Write(key, header, scratch.Json, signed);
            return use(state, signed);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    private static byte[] SigningInput(JwtDescriptor descriptor, IRemoteSigner signer, TimeProvider? timeProvider, EncryptionTarget? target)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(signer);
        byte[] header = JwsHeader.Encode(signer.Algorithm, descriptor.Type, KeyIdRule.Check(signer.KeyId), contentType: null);
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            PayloadWriter.Write(descriptor, signer.Algorithm, target, timeProvider ?? TimeProvider.System, scratch);
            return RemoteJwsWriter.SigningInput(header, scratch.Json);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    private static byte[] HeaderFor(JwtDescriptor descriptor, SigningKey key) =>
        descriptor.Type == MediaType.Jwt ? key.Header : JwsHeader.Encode(key.Algorithm, descriptor.Type, key.KeyId, contentType: null);

    private static byte[] NestedHeaderFor(JwtDescriptor descriptor, EncryptionTarget target) =>
        target.HeaderFor(MediaType.Jwt, descriptor.EncryptionContentType);
}
