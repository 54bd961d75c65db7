using System.Security.Cryptography;

namespace JwtKit;

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
