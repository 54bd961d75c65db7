using System.Buffers;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>A buffer writer that leaves nothing behind: the platform's own drops its array unerased when it grows.</summary>
internal sealed class ErasingBuffer : IBufferWriter<byte>
{
    private byte[] bytes;
    private int written;

    public ErasingBuffer(int capacity) => bytes = new byte[capacity];

    public int Capacity => bytes.Length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, written);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, bytes.Length - written);
        written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        int needed = checked(written + Math.Max(sizeHint, 1));
        if (needed > bytes.Length)
        {
            byte[] larger = new byte[Math.Max(needed, 2 * bytes.Length)];
            Written.CopyTo(larger);
            CryptographicOperations.ZeroMemory(bytes.AsSpan(0, written));
            bytes = larger;
        }

        return bytes.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Erases what was written and starts anew. Bytes that no <see cref="Advance"/> counted stay.</summary>
    public void Erase()
    {
        CryptographicOperations.ZeroMemory(bytes.AsSpan(0, written));
        written = 0;
    }
}
