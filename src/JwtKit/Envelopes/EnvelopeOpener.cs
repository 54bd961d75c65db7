using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Opens a received envelope with the first key that fits. There is one path through it and one failure at its end.</summary>
/// <remarks>Where a message key cannot be recovered, a random one goes the same way to the tag (RFC 7516 section 11.5).</remarks>
internal static class EnvelopeOpener
{
    /// <param name="message">The message.</param>
    /// <param name="text">The text it was read from.</param>
    /// <param name="keys">Local keys.</param>
    /// <param name="room">Exactly as long as the message asks for. Holds the payload and zeros behind it, or, after a failure, zeros.</param>
    /// <param name="length">How long the payload is.</param>
    /// <returns>The key that opened it, or null.</returns>
    public static DecryptionKey? TryOpen(ReceivedEnvelope message, ReadOnlySpan<byte> text, EnvelopeKeys keys, Span<byte> room, out int length)
    {
        Span<byte> material = stackalloc byte[MessageKey.MaterialLength];
        length = 0;
        try
        {
            foreach (DecryptionKey key in keys.For(message.KeyId, message.IsFor))
            {
                key.RecoverMaterial(message.EncryptedKey.Span, material);
                if (message.TryDecrypt(text, key, material, room, out length))
                {
                    return key;
                }
            }

            length = 0;
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(material);
            CryptographicOperations.ZeroMemory(room[length..]);
        }
    }

    /// <summary>The same for keys that may be elsewhere; the key and the payload's length, or null.</summary>
    public static async ValueTask<(DecryptionKey Key, int Length)?> OpenAsync(
        ReceivedEnvelope message, ReadOnlyMemory<byte> text, EnvelopeKeys keys, Memory<byte> room, CancellationToken cancellationToken)
    {
        byte[] material = KeyMemory.Allocate(MessageKey.MaterialLength);
        int length = 0;
        try
        {
            foreach (DecryptionKey key in keys.For(message.KeyId, message.IsFor))
            {
                RandomNumberGenerator.Fill(material);
                await key.RecoverOverAsync(message.EncryptedKey, material, cancellationToken).ConfigureAwait(false);
                if (message.TryDecrypt(text.Span, key, material, room.Span, out length))
                {
                    return (key, length);
                }
            }

            length = 0;
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(material);
            CryptographicOperations.ZeroMemory(room.Span[length..]);
        }
    }
}
