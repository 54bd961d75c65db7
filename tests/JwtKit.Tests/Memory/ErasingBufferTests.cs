using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class ErasingBufferTests
{
    [Test]
    public void Holds_what_was_written_across_growth()
    {
        ErasingBuffer buffer = new(4);
        byte[] expected = [.. Enumerable.Range(0, 200).Select(static value => (byte)value)];
        foreach (byte[] part in expected.Chunk(7))
        {
            part.CopyTo(buffer.GetSpan(part.Length));
            buffer.Advance(part.Length);
        }

        Assert.That(buffer.Written.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Gives_at_least_as_much_as_was_asked_for([Values(1, 4, 5, 1000)] int sizeHint) =>
        Assert.That(new ErasingBuffer(4).GetSpan(sizeHint).Length, Is.AtLeast(sizeHint));

    [Test]
    public void Gives_at_least_one_byte_where_nothing_was_asked_for()
    {
        ErasingBuffer buffer = new(4);
        buffer.Advance(4);
        Assert.That(buffer.GetMemory().Length, Is.AtLeast(1));
    }

    [TestCase(5)]
    [TestCase(-1)]
    public void Throws_when_more_is_counted_than_there_is(int count)
    {
        ErasingBuffer buffer = new(4);
        Assert.That(() => buffer.Advance(count), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Erases_the_array_it_leaves()
    {
        ErasingBuffer buffer = new(4);
        buffer.GetSpan(4).Fill(0x55);
        buffer.Advance(4);
        ReadOnlySpan<byte> first = buffer.Written;
        buffer.GetSpan(100);
        Assert.That(first.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Erases_what_was_written()
    {
        ErasingBuffer buffer = new(4);
        buffer.GetSpan(4).Fill(0x55);
        buffer.Advance(4);
        ReadOnlySpan<byte> written = buffer.Written;
        buffer.Erase();
        Assert.That(written.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Starts_anew_after_it_was_erased()
    {
        ErasingBuffer buffer = new(4);
        buffer.Advance(4);
        buffer.Erase();
        Assert.That(buffer.Written.Length, Is.Zero);
    }
}
