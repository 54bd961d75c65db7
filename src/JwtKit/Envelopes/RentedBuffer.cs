using System.Buffers;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>A pooled buffer for payload, erased before anyone else gets it.</summary>
internal sealed class RentedBuffer : IDisposable
{
    private readonly int length;
    private byte[]? bytes;

    public RentedBuffer(int length)
    {
        this.length = length;
        bytes = ArrayPool<byte>.Shared.Rent(length);
    }

    public Memory<byte> Memory => (bytes ?? throw new ObjectDisposedException(nameof(RentedBuffer))).AsMemory(0, length);

    public void Dispose()
    {
        if (bytes is { } rented)
        {
            bytes = null;
            CryptographicOperations.ZeroMemory(rented.AsSpan(0, length));
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
