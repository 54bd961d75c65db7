using System.Buffers.Binary;
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
            // .NET has erased the plaintext.
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

/// <summary>The nonce of each chunk, as in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): which chunk it is, and whether it is the last.</summary>
/// <remarks>
/// Seven zero bytes, the chunk's number in four, big-endian, and one that is 1 for the last chunk. Two chunks of one message have different numbers, and two
/// messages have different keys, so that no nonce comes twice under one key. The number is what a chunk cannot be moved, repeated or dropped without; the last
/// byte is what a message cannot be cut or continued without.
/// </remarks>
internal static class StreamNonce
{
    public const int Length = 12;

    /// <summary>As many as four bytes number.</summary>
    public const long MaximumChunks = 1L << 32;

    private const int NumberOffset = 7;

    /// <exception cref="ArgumentOutOfRangeException">There is no chunk of that number.</exception>
    public static void Write(Span<byte> nonce, long chunk, bool isLast)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chunk);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(chunk, MaximumChunks);
        nonce[..NumberOffset].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[NumberOffset..], (uint)chunk);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
    }
}

/// <summary>Derives the key of one message (HKDF with SHA-256, RFC 5869), and the commitment by which a receiver knows that it has the same.</summary>
/// <remarks>
/// Both come from the material, the whole header and the context, so that none of these can be exchanged. GCM alone does not commit to its key: there are
/// ciphertexts that open under two keys. Whoever made two keys share a commitment would have a collision of SHA-256. docs/envelope-format.md has the argument.
/// </remarks>
internal static class StreamKey
{
    /// <summary>What is wrapped, or shared, in bytes.</summary>
    public const int MaterialLength = 32;

    public const int CommitmentLength = 32;

    /// <summary>The length of key and commitment, in bytes.</summary>
    public const int DerivedLength = StreamCipher.KeyLength + CommitmentLength;

    private static ReadOnlySpan<byte> Label => "JwtKit envelope stream 1"u8;

    /// <param name="material">32 bytes.</param>
    /// <param name="header">All of it, without the commitment.</param>
    /// <param name="salt">The one in the header.</param>
    /// <param name="context">What the message is for.</param>
    /// <param name="derived">Receives the key and then the commitment. The caller erases it.</param>
    public static void Derive(ReadOnlySpan<byte> material, ReadOnlySpan<byte> header, ReadOnlySpan<byte> salt, EnvelopeContext context, Span<byte> derived)
    {
        int contextOffset = Label.Length + SHA256.HashSizeInBytes + sizeof(int);
        Span<byte> info = stackalloc byte[contextOffset + context.Utf8.Length];
        Label.CopyTo(info);
        SHA256.HashData(header, info[Label.Length..]);
        BinaryPrimitives.WriteInt32BigEndian(info[(contextOffset - sizeof(int))..], context.Utf8.Length);
        context.Utf8.CopyTo(info[contextOffset..]);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, material, derived, salt, info);
    }
}
