using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Opens a parsed message with one key (RFC 7516 section 5.2). There is one path through it and one failure at its end.</summary>
/// <remarks>
/// A random content key is drawn first. The message's own takes its place if it can be recovered; if not, the random one goes the same way to the tag, which
/// then fails as for a forged ciphertext (section 11.5).
/// </remarks>
internal static class JweDecryption
{
    private const int LongestKey = 64;

    /// <param name="jwe">Its <c>enc</c> is known, its <c>alg</c> the key's. Receives the plaintext.</param>
    /// <param name="key">A local key.</param>
    /// <param name="length">How long the plaintext is.</param>
    public static bool TryDecrypt(ParsedJwe jwe, DecryptionKey key, out int length)
    {
        Span<byte> contentKey = (stackalloc byte[LongestKey])[..jwe.Content!.KeyLength];
        RandomNumberGenerator.Fill(contentKey);
        key.RecoverOver(jwe.EncryptedKey.Span, contentKey);
        bool isOpen = TryDecrypt(jwe, contentKey, out length);
        CryptographicOperations.ZeroMemory(contentKey);
        return isOpen;
    }

    /// <summary>The same for a key that may be elsewhere; the plaintext's length, or null.</summary>
    public static async ValueTask<int?> DecryptAsync(ParsedJwe jwe, DecryptionKey key, CancellationToken cancellationToken)
    {
        byte[] contentKey = KeyMemory.Allocate(jwe.Content!.KeyLength);
        try
        {
            RandomNumberGenerator.Fill(contentKey);
            await key.RecoverOverAsync(jwe.EncryptedKey, contentKey, cancellationToken).ConfigureAwait(false);
            return TryDecrypt(jwe, contentKey, out int length) ? length : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(contentKey);
        }
    }

    private static bool TryDecrypt(ParsedJwe jwe, ReadOnlySpan<byte> contentKey, out int length) => jwe.Content!.Cipher.TryDecrypt(
        contentKey, jwe.Vector.Span, jwe.Ciphertext.Span, jwe.Tag.Span, jwe.AssociatedData.Span, jwe.Plaintext.Span, out length);
}
