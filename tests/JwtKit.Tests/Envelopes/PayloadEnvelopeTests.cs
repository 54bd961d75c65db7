using System.Buffers;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The lines that a user writes, and wrong ones.</summary>
[TestFixture]
internal sealed class PayloadEnvelopeTests
{
    private static readonly byte[] Content = [.. "what is sealed"u8];

    private static EncryptionKey Receiver => SampleEncryption.DirectTarget.Key;

    private static DecryptionKey OurKey => SampleEncryption.DirectKey;

    [Test]
    public void Seals_and_opens_in_two_lines()
    {
        ArrayBufferWriter<byte> bufferWriter = new();
        PayloadEnvelope.Seal(Content, Receiver, context: "orders/export", bufferWriter);
        bool opened = PayloadEnvelope.TryOpen(bufferWriter.WrittenSpan, OurKey, context: "orders/export", out EnvelopePayload? payload);
        using (payload)
        {
            Assert.That((opened, payload?.Content.ToArray()), Is.EqualTo((true, Content)));
        }
    }

    [Test]
    public void Seals_a_value_into_a_buffer()
    {
        ArrayBufferWriter<byte> bufferWriter = new();
        PayloadEnvelope.Seal(new SampleAddress("Bern", 1), SampleJsonContext.Default.SampleAddress, Receiver, "c", bufferWriter);
        PayloadEnvelope.TryOpen(bufferWriter.WrittenSpan, OurKey, "c", out EnvelopePayload? payload);
        using (payload)
        {
            Assert.That(System.Text.Encoding.UTF8.GetString(payload!.Content.Span), Is.EqualTo("""{"city":"Bern","floor":1}"""));
        }
    }

    [Test]
    public void Writes_JSON_by_default() => Assert.That(PayloadEnvelope.Seal(Content, Receiver, "c"), Does.StartWith("{\"protected\":\""));

    [Test]
    public void Refuses_no_text_at_all() => Assert.That(PayloadEnvelope.TryOpen((string?)null, OurKey, "c", out _), Is.False);

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("....")]
    [TestCase("\ud800")]
    [TestCase("{\"x\":\"\ud800\"}")]
    public void Refuses(string envelope)
    {
        IEnumerable<bool> opened = TestEnvelope.Typical.Select(test => PayloadEnvelope.TryOpen(envelope, test.Key, "c", out _, test.Format));
        Assert.That(opened, Is.All.False);
    }

    [Test]
    public void Refuses_half_of_a_surrogate_pair_in_a_member_that_it_does_not_know() =>
        Assert.That(PayloadEnvelope.TryOpen(PayloadEnvelope.Seal(Content, Receiver, "c").Insert(1, "\"x\":\"\ud800\","), OurKey, "c", out _), Is.False);

    [Test]
    public void Opens_beside_any_text_in_a_member_that_it_does_not_know()
    {
        bool isOpen = PayloadEnvelope.TryOpen(PayloadEnvelope.Seal(Content, Receiver, "c").Insert(1, "\"x\":\"ä😀\","), OurKey, "c", out EnvelopePayload? payload);
        payload?.Dispose();
        Assert.That(isOpen, Is.True);
    }

    [Test]
    public void Leaves_a_buffer_alone_after_a_failure()
    {
        RecordingWriter writer = new();
        PayloadEnvelope.TryOpen(RawToken.Utf8(PayloadEnvelope.Seal(Content, Receiver, "c")), OurKey, "d", writer);
        Assert.That((writer.Advances.Count, writer.Rest.All(static value => value == 0)), Is.EqualTo((0, true)));
    }

    [Test]
    public void Leaves_nothing_of_a_payload_that_was_decrypted_and_did_not_fit()
    {
        // Where one of two keys fits and the place does not, the payload was there for a moment.
        byte[] destination = [.. Enumerable.Repeat((byte)0x55, Content.Length - 1)];
        PayloadEnvelope.TryOpen(RawToken.Utf8(PayloadEnvelope.Seal(Content, Receiver, "c")), OurKey, "c", destination, out _);
        Assert.That(destination, Is.All.Zero);
    }

    [Test]
    public void Needs_a_context() => Assert.That(() => PayloadEnvelope.Seal(Content, Receiver, null!, new ArrayBufferWriter<byte>()), Throws.ArgumentNullException);

    [Test]
    public void Needs_a_context_to_open() => Assert.That(() => PayloadEnvelope.TryOpen([], OurKey, null!, out _), Throws.ArgumentNullException);

    [Test]
    public void Needs_a_receiver() => Assert.That(() => PayloadEnvelope.Seal(Content, null!, "c"), Throws.ArgumentNullException);

    [Test]
    public void Needs_keys() => Assert.That(() => PayloadEnvelope.TryOpen([], (EnvelopeKeys)null!, "c", out _), Throws.ArgumentNullException);

    [Test]
    public void Needs_a_destination() => Assert.That(() => PayloadEnvelope.Seal(Content, Receiver, "c", (IBufferWriter<byte>)null!), Throws.ArgumentNullException);
}
