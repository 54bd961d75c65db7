using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>A buffer writer that leaves nothing behind: .NET's own drops its array unerased when it grows.</summary>
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

/// <summary>
/// Arrays for content of any length. Those up to 32 MiB come from the shared pool, because allocating them anew makes messages of 1 MiB and more slower. Longer ones are left
/// to the garbage collector: the pool would keep what a single load has needed.
/// </summary>
internal static class ContentArray
{
    /// <summary>32 MiB, a size of the pool, which rounds up to the next power of two.</summary>
    public const int LongestPooled = 32 * 1024 * 1024;

    /// <summary>An array of at least this length that holds anything.</summary>
    public static byte[] Rent(int length) => length <= LongestPooled ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);

    /// <summary>How long the array is that <see cref="Rent"/> gives: the pool has powers of two only.</summary>
    public static int RentedLength(int length) => length <= LongestPooled ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, 16)) : length;

    /// <summary>Takes an array back. The caller has erased it.</summary>
    public static void Return(byte[] array)
    {
        if (array.Length <= LongestPooled)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}

/// <summary>A pooled buffer for payload, erased before anyone else gets it.</summary>
/// <remarks>
/// Memory that was lent to a foreign stream goes back to the pool only once the stream's operation has ended well: a stream that threw may still read or write
/// it, because it gave up an operation of its own, for instance. Such memory is erased and left to the garbage collector.
/// </remarks>
internal sealed class RentedBuffer : IDisposable
{
    private readonly int length;
    private byte[]? bytes;
    private bool isLent;

    public RentedBuffer(int length)
    {
        this.length = length;
        bytes = ArrayPool<byte>.Shared.Rent(length);
    }

    public Memory<byte> Memory => (bytes ?? throw new ObjectDisposedException(nameof(RentedBuffer))).AsMemory(0, length);

    /// <summary>Called before a foreign stream gets a part of the memory.</summary>
    public void Lend() => isLent = true;

    /// <summary>Called once the stream's operation has ended without an exception.</summary>
    public void TakeBack() => isLent = false;

    public void Dispose()
    {
        byte[]? rented = bytes;
        bytes = null;
        if (rented is null)
        {
            return;
        }

        CryptographicOperations.ZeroMemory(rented.AsSpan(0, length));
        if (!isLent)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
