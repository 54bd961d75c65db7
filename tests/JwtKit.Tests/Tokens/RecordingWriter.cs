using System.Buffers;

namespace JwtKit.Tests;

/// <summary>A writer that hands out more space than it is asked for, notes each call and can run code while it is asked.</summary>
internal sealed class RecordingWriter(int extra = 0, Action? whileAsked = null) : IBufferWriter<byte>
{
    private readonly byte[] space = new byte[64 * 1024];
    private int written;

    public List<int> Advances { get; } = [];

    public string Text => System.Text.Encoding.UTF8.GetString(space, 0, written);

    /// <summary>What stands behind the last byte that was advanced over.</summary>
    public byte[] Rest => space[written..];

    public void Advance(int count)
    {
        Advances.Add(count);
        written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        whileAsked?.Invoke();
        return space.AsMemory(written, Math.Max(sizeHint, 1) + extra);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
