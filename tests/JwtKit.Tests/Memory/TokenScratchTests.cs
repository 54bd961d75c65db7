using System.Runtime.InteropServices;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class TokenScratchTests
{
    private const int KeptCapacity = 64 * 1024;

    [Test]
    public void Erases_its_text()
    {
        TokenScratch scratch = TokenScratch.Rent();
        Span<byte> text = scratch.Text(100);
        text.Fill(0x55);
        scratch.EraseAndReturn();
        Assert.That(text.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Erases_text_that_an_earlier_and_longer_request_left()
    {
        TokenScratch scratch = TokenScratch.Rent();
        Span<byte> text = scratch.Text(100);
        text.Fill(0x55);
        scratch.Text(10);
        scratch.EraseAndReturn();
        Assert.That(text.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Erases_text_when_it_moves_to_a_larger_buffer()
    {
        TokenScratch scratch = TokenScratch.Rent();
        Span<byte> text = scratch.Text(100);
        text.Fill(0x55);
        scratch.Text(KeptCapacity + 1);
        byte[] left = text.ToArray();
        scratch.EraseAndReturn();
        Assert.That(left, Is.All.Zero);
    }

    [Test]
    public void Erases_JSON_that_was_flushed()
    {
        TokenScratch scratch = TokenScratch.Rent();
        scratch.Writer.WriteStringValue("a claim that must not stay");
        scratch.Writer.Flush();
        ReadOnlySpan<byte> json = scratch.Json;
        scratch.EraseAndReturn();
        Assert.That(json.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Erases_JSON_that_was_never_flushed()
    {
        TokenScratch scratch = TokenScratch.Rent();
        scratch.Writer.WriteStartArray();
        scratch.Writer.Flush();

        // What comes next lies right behind the flushed bracket, in the same buffer.
        ReadOnlySpan<byte> buffer = MemoryMarshal.CreateReadOnlySpan(in MemoryMarshal.GetReference(scratch.Json), 64);
        scratch.Writer.WriteStringValue("a claim that must not stay");
        scratch.EraseAndReturn();
        Assert.That(buffer.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Erases_JSON_when_it_moves_to_a_larger_buffer()
    {
        TokenScratch scratch = TokenScratch.Rent();
        scratch.Writer.WriteStartArray();
        scratch.Writer.WriteStringValue("a claim that must not stay");
        scratch.Writer.Flush();
        ReadOnlySpan<byte> before = scratch.Json;
        scratch.Writer.WriteStringValue(new string('x', KeptCapacity));
        scratch.Writer.Flush();
        byte[] left = before.ToArray();
        scratch.EraseAndReturn();
        Assert.That(left, Is.All.Zero);
    }

    [Test]
    public void Starts_with_no_JSON_after_an_unfinished_use()
    {
        TokenScratch first = TokenScratch.Rent();
        first.Writer.WriteStartObject();
        first.Writer.Flush();
        first.EraseAndReturn();
        TokenScratch second = TokenScratch.Rent();
        int length = second.Json.Length;
        second.EraseAndReturn();
        Assert.That(length, Is.Zero);
    }

    [Test]
    public void Is_kept_for_the_next_use_on_its_thread()
    {
        TokenScratch first = TokenScratch.Rent();
        first.EraseAndReturn();
        TokenScratch second = TokenScratch.Rent();
        second.EraseAndReturn();
        Assert.That(second, Is.SameAs(first));
    }

    [Test]
    public void Is_another_one_while_the_first_is_in_use()
    {
        TokenScratch outer = TokenScratch.Rent();
        TokenScratch inner = TokenScratch.Rent();
        inner.EraseAndReturn();
        outer.EraseAndReturn();
        Assert.That(inner, Is.Not.SameAs(outer));
    }

    [Test]
    public void Is_not_kept_once_it_has_grown_beyond_64_KiB()
    {
        TokenScratch first = TokenScratch.Rent();
        first.Text(KeptCapacity + 1);
        first.EraseAndReturn();
        TokenScratch second = TokenScratch.Rent();
        second.EraseAndReturn();
        Assert.That(second, Is.Not.SameAs(first));
    }

    [Test]
    public void Erases_also_what_it_does_not_keep()
    {
        TokenScratch scratch = TokenScratch.Rent();
        Span<byte> text = scratch.Text(KeptCapacity + 1);
        text.Fill(0x55);
        scratch.EraseAndReturn();
        Assert.That(text.ToArray(), Is.All.Zero);
    }
}
