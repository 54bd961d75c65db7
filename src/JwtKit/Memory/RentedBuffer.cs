using System.Buffers;
using System.Security.Cryptography;

namespace JwtKit;

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
