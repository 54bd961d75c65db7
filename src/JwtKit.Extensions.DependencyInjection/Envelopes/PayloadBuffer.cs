using System.Buffers;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Bytes in a pooled array, which is erased before it goes back. Ends at its limit. Not safe for concurrent use.</summary>
/// <param name="limit">The longest content, in bytes.</param>
internal sealed class PayloadBuffer(int limit) : IBufferWriter<byte>, IDisposable
{
    private const int LeastCapacity = 16 * 1024;

    private byte[] bytes = [];

    public int Length { get; private set; }

    /// <summary>Whether more was to be written than the limit allows, so that the content is not whole.</summary>
    public bool IsOverfull { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    /// <exception cref="PayloadTooLongException">The content is longer than the limit now.</exception>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, bytes.Length - Length);
        if (count > limit - Length)
        {
            IsOverfull = true;
            throw TooLong();
        }

        Length += count;
    }

    /// <summary>Room beyond the limit too: a writer that asks for more than it needs is stopped when it has written too much.</summary>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(checked(Length + Math.Max(sizeHint, 1)));
        return bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <exception cref="PayloadTooLongException">There is no room for so much within the limit.</exception>
    public void Write(ReadOnlySpan<byte> content)
    {
        if (content.Length > limit - Length)
        {
            IsOverfull = true;
            throw TooLong();
        }

        Grow(Length + content.Length);
        content.CopyTo(bytes.AsSpan(Length));
        Length += content.Length;
    }

    /// <summary>Reads a stream to its end; false if it is longer than the limit.</summary>
    public async ValueTask<bool> TryReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            int read = await stream.ReadAsync(GetMemory(), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return true;
            }

            if (read > limit - Length)
            {
                return false;
            }

            Length += read;
        }
    }

    /// <summary>Cuts the content off, and erases what is cut off.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        CryptographicOperations.ZeroMemory(bytes.AsSpan(length));
        Length = length;
        IsOverfull &= length > 0;
    }

    public void Dispose()
    {
        byte[] last = bytes;
        bytes = [];
        Length = 0;
        Return(last);
    }

    private PayloadTooLongException TooLong() => new(limit);

    private void Grow(int needed)
    {
        if (needed > bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(Math.Max(needed, LeastCapacity), 2L * bytes.Length)));
            Written.CopyTo(larger);
            Return(bytes);
            bytes = larger;
        }
    }

    // All of it: a writer may have left more behind than it counted.
    private static void Return(byte[] used)
    {
        CryptographicOperations.ZeroMemory(used);
        if (used.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(used);
        }
    }
}
