namespace JwtKit;

/// <summary>Cuts a stream into chunks of one length, whatever pieces it comes in, and knows of each whether it is the last. Leaves the stream open.</summary>
/// <remarks>One byte more than the chunk is read, because only that tells whether the stream goes on; it begins the next chunk.</remarks>
internal sealed class StreamChunks : IDisposable
{
    private readonly Stream source;
    private readonly int chunkLength;
    private readonly RentedBuffer buffer;
    private bool isCarrying;

    public StreamChunks(Stream source, int chunkLength)
    {
        this.source = source;
        this.chunkLength = chunkLength;
        buffer = new RentedBuffer(chunkLength + 1);
    }

    /// <summary>As long as every other, unless it is the last; valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    public bool IsLast { get; private set; }

    /// <summary>Reads the next chunk; not after the last.</summary>
    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Memory<byte> memory = buffer.Memory;
        int filled = isCarrying ? 1 : 0;
        if (isCarrying)
        {
            memory.Span[0] = memory.Span[chunkLength];
        }

        buffer.Lend();
        filled += await source.ReadAtLeastAsync(memory[filled..], memory.Length - filled, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        buffer.TakeBack();
        isCarrying = filled > chunkLength;
        IsLast = !isCarrying;
        Current = memory[..Math.Min(filled, chunkLength)];
    }

    public void Dispose() => buffer.Dispose();
}

/// <summary>How much payload a chunk holds: a power of two from 4 KiB to 1 MiB, written as its exponent.</summary>
internal static class ChunkSize
{
    /// <summary>64 KiB: larger chunks are hardly faster and cost memory.</summary>
    public const byte DefaultExponent = 16;

    public const byte MinimumExponent = 12;
    public const byte MaximumExponent = 20;

    public static bool IsExponent(byte exponent) => exponent is >= MinimumExponent and <= MaximumExponent;

    public static int OfExponent(byte exponent) => 1 << exponent;
}
