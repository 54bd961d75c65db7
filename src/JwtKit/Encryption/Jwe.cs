using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>
/// Encrypted bytes (RFC 7516), compact or as flattened JSON, for content that is not a signed token. Decrypting proves that someone encrypted it for this
/// key, never who: for tokens use <see cref="Jwt.SignAndEncrypt(JwtDescriptor, SigningKey, EncryptionTarget, TimeProvider?)"/> and <see cref="JwtValidator"/>.
/// Safe for concurrent use.
/// </summary>
public static class Jwe
{
    /// <summary>The longest text that decrypting looks at unless told otherwise: 64 KiB.</summary>
    public const int DefaultMaximumLength = 64 * 1024;

    /// <summary>Encrypts to the compact serialization (RFC 7516 section 7.1).</summary>
    /// <param name="plaintext">Any bytes, also none.</param>
    /// <param name="target">The receiver and the cipher.</param>
    /// <param name="type">The <c>typ</c>; none by default.</param>
    /// <param name="contentType">The <c>cty</c>; none by default.</param>
    /// <exception cref="ArgumentException">A media type is not printable ASCII.</exception>
    /// <exception cref="InvalidOperationException">A shared key has encrypted as many messages as GCM allows.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public static string Encrypt(ReadOnlySpan<byte> plaintext, EncryptionTarget target, string? type = null, string? contentType = null) =>
        JweWriter.WriteCompact(target, HeaderOf(target, type, contentType), plaintext);

    /// <summary>Encrypts to the compact serialization, as UTF-8 into a buffer. The writer advances once, by the whole message.</summary>
    /// <param name="plaintext">Any bytes, also none.</param>
    /// <param name="target">The receiver and the cipher.</param>
    /// <param name="destination">Receives the message, nothing before or after it.</param>
    /// <param name="type">The <c>typ</c>; none by default.</param>
    /// <param name="contentType">The <c>cty</c>; none by default.</param>
    /// <inheritdoc cref="Encrypt(ReadOnlySpan{byte}, EncryptionTarget, string?, string?)" path="/exception" />
    public static void Encrypt(ReadOnlySpan<byte> plaintext, EncryptionTarget target, IBufferWriter<byte> destination, string? type = null, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        JweWriter.WriteCompact(target, HeaderOf(target, type, contentType), plaintext, destination);
    }

    /// <summary>Encrypts to the flattened JSON serialization (RFC 7516 section 7.2.2).</summary>
    /// <param name="plaintext">Any bytes, also none.</param>
    /// <param name="target">The receiver and the cipher.</param>
    /// <param name="type">The <c>typ</c>; none by default.</param>
    /// <param name="contentType">The <c>cty</c>; none by default.</param>
    /// <param name="additionalData">Authenticated and sent along in the clear, as <c>aad</c>; none by default.</param>
    /// <inheritdoc cref="Encrypt(ReadOnlySpan{byte}, EncryptionTarget, string?, string?)" path="/exception" />
    public static string EncryptJson(
        ReadOnlySpan<byte> plaintext, EncryptionTarget target, string? type = null, string? contentType = null, ReadOnlySpan<byte> additionalData = default) =>
        JweWriter.WriteJson(target, HeaderOf(target, type, contentType), plaintext, additionalData);

    /// <summary>Decrypts the compact serialization. No input makes it throw, and nothing tells one reason of a failure from another.</summary>
    /// <param name="token">The compact form; null fails.</param>
    /// <param name="key">A local key. Where key and message both name a key id, they must be the same.</param>
    /// <param name="plaintext">What was encrypted.</param>
    /// <param name="maximumLength">The longest text to look at, in characters.</param>
    /// <exception cref="InvalidOperationException">The key is remote.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public static bool TryDecrypt(string? token, DecryptionKey key, [NotNullWhen(true)] out byte[]? plaintext, int maximumLength = DefaultMaximumLength)
    {
        RequireLocal(key);
        ParsedJwe.Parse(token, maximumLength, out ParsedJwe? parsed);
        return TryDecrypt(parsed, key, out plaintext);
    }

    /// <summary>Decrypts the flattened JSON serialization, with its whole header protected. No input makes it throw, and nothing tells one reason of a failure from another.</summary>
    /// <param name="json">The JSON text; null fails.</param>
    /// <param name="key">A local key. Where key and message both name a key id, they must be the same.</param>
    /// <param name="plaintext">What was encrypted.</param>
    /// <param name="additionalData">What must have been authenticated as <c>aad</c>; by default there must be none.</param>
    /// <param name="maximumLength">The longest text to look at, in characters.</param>
    /// <exception cref="InvalidOperationException">The key is remote.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public static bool TryDecryptJson(
        string? json, DecryptionKey key, [NotNullWhen(true)] out byte[]? plaintext, ReadOnlySpan<byte> additionalData = default, int maximumLength = DefaultMaximumLength)
    {
        RequireLocal(key);
        JweJson.Parse(json, additionalData, maximumLength, out ParsedJwe? parsed);
        return TryDecrypt(parsed, key, out plaintext);
    }

    /// <summary>Decrypts the compact serialization with a key that may be remote; null if it cannot be decrypted, for whatever reason.</summary>
    /// <param name="token">The compact form; null fails.</param>
    /// <param name="key">Local or remote. Where key and message both name a key id, they must be the same.</param>
    /// <param name="maximumLength">The longest text to look at, in characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public static async ValueTask<byte[]?> DecryptAsync(
        string? token, DecryptionKey key, int maximumLength = DefaultMaximumLength, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ParsedJwe.Parse(token, maximumLength, out ParsedJwe? parsed);
        using (parsed)
        {
            return parsed is not null && parsed.IsFor(key) && await JweDecryption.DecryptAsync(parsed, key, cancellationToken).ConfigureAwait(false) is { } length
                ? parsed.Plaintext[..length].ToArray()
                : null;
        }
    }

    private static bool TryDecrypt(ParsedJwe? parsed, DecryptionKey key, [NotNullWhen(true)] out byte[]? plaintext)
    {
        using (parsed)
        {
            plaintext = parsed is not null && parsed.IsFor(key) && JweDecryption.TryDecrypt(parsed, key, out int length)
                ? parsed.Plaintext[..length].ToArray()
                : null;
            return plaintext is not null;
        }
    }

    private static void RequireLocal(DecryptionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.IsRemote)
        {
            throw new InvalidOperationException("The key is remote, so opening takes a call elsewhere; use DecryptAsync.");
        }
    }

    private static byte[] HeaderOf(EncryptionTarget target, string? type, string? contentType)
    {
        ArgumentNullException.ThrowIfNull(target);
        MediaType.Check(type, nameof(type));
        MediaType.Check(contentType, nameof(contentType));
        return target.HeaderFor(type, contentType);
    }
}
