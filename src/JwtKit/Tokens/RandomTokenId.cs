using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Random ids of 128 bits. A call to the system's generator costs about a microsecond whatever its size, so each thread draws a block of them at once.</summary>
internal sealed class RandomTokenId
{
    /// <summary>Characters of one id in base64url.</summary>
    public const int Length = 22;

    private const int ByteCount = 16;
    private const int BlockBytes = 128 * ByteCount;

    [ThreadStatic]
    private static RandomTokenId? current;

    private readonly byte[] block = new byte[BlockBytes];
    private int used = BlockBytes;

    private RandomTokenId()
    {
    }

    /// <summary>Writes one id that was never given out before.</summary>
    public static void Write(Span<byte> destination)
    {
        RandomTokenId ids = current ??= new RandomTokenId();
        Span<byte> id = ids.Next();
        StrictBase64Url.Encode(id, destination);

        // What was handed out is not kept.
        CryptographicOperations.ZeroMemory(id);
    }

    private Span<byte> Next()
    {
        if (used == BlockBytes)
        {
            RandomNumberGenerator.Fill(block);
            used = 0;
        }

        used += ByteCount;
        return block.AsSpan(used - ByteCount, ByteCount);
    }
}
