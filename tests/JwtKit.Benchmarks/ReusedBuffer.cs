using System.Buffers;

namespace JwtKit.Benchmarks;

/// <summary>A caller's buffer, written from the start each time.</summary>
internal sealed class ReusedBuffer(int length) : IBufferWriter<byte>
{
    private readonly byte[] bytes = new byte[length];
    private int written;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, written);

    public void Reset() => written = 0;

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => bytes.AsMemory(written);

    public Span<byte> GetSpan(int sizeHint = 0) => bytes.AsSpan(written);
}
