using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The chunks of one message, one after the other: AES-256-GCM (NIST SP 800-38D) under the message's own key. For one message and one thread.</summary>
internal sealed class StreamCipher : IDisposable
{
    public const int KeyLength = 32;
    public const int TagLength = 16;

    private readonly AesGcm aes;
    private long next;
    private bool isFinished;

    /// <param name="key">32 bytes that serve no other message.</param>
    public StreamCipher(ReadOnlySpan<byte> key) => aes = new AesGcm(key, TagLength);

    /// <summary>Seals the next chunk.</summary>
    /// <param name="chunk">Any bytes.</param>
    /// <param name="sealedChunk">Exactly 16 bytes longer.</param>
    /// <param name="isLast">Whether the message ends with it.</param>
    /// <exception cref="InvalidOperationException">The message has as many chunks as it may, or has ended.</exception>
    public void Seal(ReadOnlySpan<byte> chunk, Span<byte> sealedChunk, bool isLast)
    {
        Span<byte> nonce = stackalloc byte[StreamNonce.Length];
        if (!TryAdvance(nonce, isLast))
        {
            throw new InvalidOperationException("The payload has more than 2^32 chunks, 256 TiB, as many as one envelope holds. Seal it in parts.");
        }

        aes.Encrypt(nonce, chunk, sealedChunk[..chunk.Length], sealedChunk[chunk.Length..]);
    }

    /// <summary>Opens the next chunk; false for anything but what was sealed as this one. Then the payload is erased, and the message is over.</summary>
    /// <param name="sealedChunk">Of any length.</param>
    /// <param name="chunk">Exactly 16 bytes shorter, where the sealed one is so long.</param>
    /// <param name="isLast">Whether the message ends with it.</param>
    public bool TryOpen(ReadOnlySpan<byte> sealedChunk, Span<byte> chunk, bool isLast)
    {
        // An empty last chunk stands for an empty payload and for nothing else, so that each payload is written in one way.
        bool isOutOfPlace = sealedChunk.Length < TagLength || (sealedChunk.Length == TagLength && next > 0);
        Span<byte> nonce = stackalloc byte[StreamNonce.Length];
        if (isOutOfPlace || !TryAdvance(nonce, isLast))
        {
            return false;
        }

        try
        {
            aes.Decrypt(nonce, sealedChunk[..^TagLength], sealedChunk[^TagLength..], chunk);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            // The platform has erased the plaintext.
            isFinished = true;
            return false;
        }
    }

    public void Dispose() => aes.Dispose();

    /// <summary>For the test of the limit.</summary>
    internal void SetNext(long chunk) => next = chunk;

    private bool TryAdvance(Span<byte> nonce, bool isLast)
    {
        if (isFinished || next == StreamNonce.MaximumChunks)
        {
            return false;
        }

        StreamNonce.Write(nonce, next, isLast);
        next++;
        isFinished = isLast;
        return true;
    }
}
