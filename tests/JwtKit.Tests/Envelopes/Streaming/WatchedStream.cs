using System.Runtime.InteropServices;

namespace JwtKit.Tests;

/// <summary>Keeps the very memory that it was asked to read into or to write from, and fails at the write or read that a test says.</summary>
/// <remarks>It ignores cancellation, as streams may.</remarks>
internal sealed class WatchedStream(byte[] content, int failAt = int.MaxValue, Action<int>? before = null) : MemoryStream(content.Length)
{
    private readonly MemoryStream source = new(content);

    // Each array with how far it was used: behind that, a pooled one holds what others left there.
    private readonly Dictionary<byte[], int> seen = [];
    private int calls;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Watch(buffer);
        return source.ReadAsync(buffer, CancellationToken.None);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Watch(buffer);
        return base.WriteAsync(buffer, CancellationToken.None);
    }

    /// <summary>How many of the watched bytes are not zero, in arrays as long as a chunk: those that hold payload.</summary>
    public int BytesLeft() => seen.Where(static used => used.Key.Length >= SampleStream.SmallChunk).Sum(static used => used.Key.Take(used.Value).Count(static value => value != 0));

    private void Watch(ReadOnlyMemory<byte> memory)
    {
        if (MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> segment))
        {
            seen[segment.Array!] = Math.Max(segment.Offset + segment.Count, seen.GetValueOrDefault(segment.Array!));
        }

        before?.Invoke(calls);
        if (calls++ == failAt)
        {
            throw new IOException("The disk is full.");
        }
    }
}
