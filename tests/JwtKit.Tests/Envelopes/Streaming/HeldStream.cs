using System.Buffers;
using System.Runtime.InteropServices;

namespace JwtKit.Tests;

/// <summary>A stream that keeps the memory of one read or write, counted from 0, and ends it only when a test says so, or throws and still keeps it.</summary>
internal sealed class HeldStream(byte[] content, int holdAt, bool throws = false) : MemoryStream
{
    private readonly MemoryStream source = new(content);
    private readonly TaskCompletionSource release = new();
    private int calls;

    /// <summary>The array behind the memory that was kept.</summary>
    public byte[] Held { get; private set; } = [];

    /// <summary>Whether the pool gives the kept array to the next who asks.</summary>
    public bool IsHeldInPool()
    {
        byte[][] rented = [.. Enumerable.Range(0, 32).Select(_ => ArrayPool<byte>.Shared.Rent(Held.Length))];
        return rented.Any(array => ReferenceEquals(array, Held));
    }

    /// <summary>Writes into the kept memory and ends the read.</summary>
    public void Release() => release.SetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await HoldAsync(buffer);
        return await source.ReadAsync(buffer, CancellationToken.None);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await HoldAsync(buffer);
        await base.WriteAsync(buffer, CancellationToken.None);
    }

    private Task HoldAsync(ReadOnlyMemory<byte> memory)
    {
        if (calls++ != holdAt)
        {
            return Task.CompletedTask;
        }

        Held = MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> segment) ? segment.Array! : [];
        return throws ? throw new TimeoutException("Given up.") : release.Task;
    }
}
