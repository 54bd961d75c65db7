using System.Runtime.InteropServices;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class PooledBufferTests
{
    [Test]
    public void Erases_what_was_written()
    {
        PooledBuffer buffer = new(100);
        Span<byte> memory = buffer.GetSpan(100);
        memory.Fill(0x55);
        buffer.Advance(100);
        buffer.Dispose();
        Assert.That(memory.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Erases_what_was_written_and_not_counted()
    {
        PooledBuffer buffer = new(100);
        Span<byte> memory = buffer.GetSpan(100);
        memory.Fill(0x55);
        buffer.Dispose();
        Assert.That(memory.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Erases_what_it_leaves_when_it_grows()
    {
        using PooledBuffer buffer = new(100);
        Span<byte> memory = buffer.GetSpan(100);
        memory.Fill(0x55);
        buffer.Advance(memory.Length);
        buffer.GetSpan(1);
        Assert.That(memory.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Keeps_what_was_written_when_it_grows()
    {
        using PooledBuffer buffer = new(1);
        byte[] written = [.. Enumerable.Range(0, 5000).Select(static i => (byte)i)];
        foreach (byte value in written)
        {
            MemoryMarshal.GetReference(buffer.GetSpan()) = value;
            buffer.Advance(1);
        }

        Assert.That(buffer.Written.ToArray(), Is.EqualTo(written));
    }

    [TestCase(-1)]
    [TestCase(1_000_000)]
    public void Advances_by_no_impossible_length(int count)
    {
        using PooledBuffer buffer = new(100);
        Assert.That(() => buffer.Advance(count), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
