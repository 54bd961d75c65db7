using System.Buffers;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>A buffer writer over pooled arrays, each of which is erased before it goes back.</summary>
internal sealed class PooledBuffer(int capacity) : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes = ContentArray.Rent(capacity);
    private int written;

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
            byte[] larger = ContentArray.Rent((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * bytes.Length)));
            Written.CopyTo(larger);
            Return();
            bytes = larger;
        }

        return bytes.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        Return();
        bytes = [];
        written = 0;
    }

    // All of it: a writer may have left more behind than it counted.
    private void Return()
    {
        CryptographicOperations.ZeroMemory(bytes);
        ContentArray.Return(bytes);
    }
}
