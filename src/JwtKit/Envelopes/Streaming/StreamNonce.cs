using System.Buffers.Binary;

namespace JwtKit;

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
