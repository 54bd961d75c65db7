using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Which keys may serve envelopes: RSA with OAEP, or a shared key of 32 bytes.</summary>
internal static class EnvelopeRules
{
    /// <exception cref="ArgumentException">The key is for RSA1_5, or is a shared one of another length.</exception>
    public static void Require(EncryptionKey key, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(key, parameterName);
        Require(key.KeyManagement, key.SharedLength, parameterName);
    }

    /// <inheritdoc cref="Require(EncryptionKey, string)" />
    public static void Require(DecryptionKey key, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(key, parameterName);
        Require(key.KeyManagement, key.SharedLength, parameterName);
    }

    private static void Require(KeyManagement keyManagement, int? sharedLength, string parameterName)
    {
        if (keyManagement.IsLegacy)
        {
            throw new ArgumentException(
                $"The key is for {keyManagement}, which envelopes do not use; {KeyManagement.RsaOaep256}, {KeyManagement.RsaOaep} or {KeyManagement.Direct} is needed.", parameterName);
        }

        if (sharedLength is { } length and not MessageKey.MaterialLength)
        {
            throw new ArgumentException($"The shared key has {length} bytes; an envelope needs exactly {MessageKey.MaterialLength} (AES-256).", parameterName);
        }
    }
}

/// <summary>What the media type of a payload may be: anything that may stand in an HTTP header, and not that of a token.</summary>
internal static class EnvelopeContentType
{
    private const int MaximumLength = 256;

    public static bool IsAbsentOrAcceptable(string? type) => type is null || (IsPrintable(type) && !MediaType.AreSame(type, MediaType.Jwt));

    /// <exception cref="ArgumentException">The type is empty, too long, holds other characters than printable ASCII, or is that of a token.</exception>
    public static void Check(string? type, string parameterName)
    {
        if (type is not null && !IsPrintable(type))
        {
            throw new ArgumentException(
                $"A media type such as 'application/json' is needed: 1 to {MaximumLength} printable ASCII characters; null leaves it out.", parameterName);
        }

        if (!IsAbsentOrAcceptable(type))
        {
            throw new ArgumentException(
                "The content type is that of a token, and no receiver of envelopes takes one; Jwt.SignAndEncrypt encrypts tokens.", parameterName);
        }
    }

    private static bool IsPrintable(string type) => type.Length is > 0 and <= MaximumLength && !type.AsSpan().ContainsAnyExceptInRange(' ', '~');
}

/// <summary>The keys of one message with members of its own: derived by HKDF-SHA-256 (RFC 5869), a label for each purpose.</summary>
internal static class MessageKey
{
    /// <summary>Of what is wrapped or shared, in bytes.</summary>
    public const int MaterialLength = 32;

    public const int SaltLength = 32;

    /// <param name="material">What was wrapped for the receiver, or the shared key.</param>
    /// <param name="salt">Random and sent along with a shared key, so that each message has keys of its own; empty for material that is random itself.</param>
    /// <param name="contentKey">Receives the cipher's key.</param>
    public static void Derive(ReadOnlySpan<byte> material, ReadOnlySpan<byte> salt, Span<byte> contentKey)
    {
        Span<byte> messageKey = stackalloc byte[MaterialLength];
        if (salt.IsEmpty)
        {
            material.CopyTo(messageKey);
        }
        else
        {
            HKDF.DeriveKey(HashAlgorithmName.SHA256, material, messageKey, salt, "JwtKit envelope 1: message key"u8);
        }

        if (contentKey.Length == MaterialLength)
        {
            messageKey.CopyTo(contentKey);
        }
        else
        {
            // AES in CBC mode with HMAC takes the MAC's key first.
            HKDF.Expand(HashAlgorithmName.SHA256, messageKey, contentKey[..MaterialLength], "JwtKit envelope 1: MAC key"u8);
            HKDF.Expand(HashAlgorithmName.SHA256, messageKey, contentKey[MaterialLength..], "JwtKit envelope 1: encryption key"u8);
        }

        CryptographicOperations.ZeroMemory(messageKey);
    }
}
