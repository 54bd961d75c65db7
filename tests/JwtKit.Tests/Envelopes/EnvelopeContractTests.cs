using System.Buffers;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What every way of key management does in every format.</summary>
[TestFixtureSource(typeof(TestEnvelope), nameof(TestEnvelope.All))]
internal sealed class EnvelopeContractTests(TestEnvelope test)
{
    private static readonly int[] Lengths = [0, 1, 15, 16, 17, 64 * 1024, 1024 * 1024];

    private static readonly EnvelopeContext Context = "orders/export";

    [TestCaseSource(nameof(Lengths))]
    [Category("Heavy")]
    public void Opens_what_it_sealed(int length) => Assert.That(PublicBytes.AreEqual(test.Open(test.Seal(Content(length), Context), Context), Content(length)), Is.True);

    [TestCaseSource(nameof(Lengths))]
    [Category("Heavy")]
    public void Opens_into_the_callers_memory_of_exactly_the_payload(int length)
    {
        byte[] destination = new byte[length];
        bool isOpen = PayloadEnvelope.TryOpen(test.Seal(Content(length), Context), test.Key, Context, destination, out int written, test.Format);
        Assert.That((isOpen, written, PublicBytes.AreEqual(destination, Content(length))), Is.EqualTo((true, length, true)));
    }

    [TestCaseSource(nameof(Lengths))]
    [Category("Heavy")]
    public void Opens_into_a_buffer_that_advances_once(int length)
    {
        byte[] envelope = test.Seal(Content(length), Context);
        ArrayBufferWriter<byte> writer = new();
        bool isOpen = PayloadEnvelope.TryOpen(envelope, test.Key, Context, writer, test.Format);
        Assert.That((isOpen, PublicBytes.AreEqual(writer.WrittenSpan, Content(length))), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Opens_asynchronously_what_it_sealed()
    {
        using EnvelopePayload? payload = await PayloadEnvelope.OpenAsync(test.Seal(Content(100), Context), test.Key, Context, test.Format);
        Assert.That(payload?.Content.ToArray(), Is.EqualTo(Content(100)));
    }

    [Test]
    public void Opens_what_it_sealed_as_text()
    {
        string envelope = PayloadEnvelope.Seal(Content(100), test.Receiver, Context, test.Format);
        PayloadEnvelope.TryOpen(envelope, test.Key, Context, out EnvelopePayload? payload, test.Format);
        using (payload)
        {
            Assert.That(payload?.Content.ToArray(), Is.EqualTo(Content(100)));
        }
    }

    [Test]
    public void Gives_content_type_and_key_id()
    {
        PayloadEnvelope.TryOpen(test.Seal(Content(1), Context, "text/plain; charset=utf-8"), test.Key, Context, out EnvelopePayload? payload, test.Format);
        using (payload)
        {
            Assert.That((payload?.ContentType, payload?.KeyId), Is.EqualTo(("text/plain; charset=utf-8", TestEnvelope.KeyId)));
        }
    }

    [Test]
    public void Advances_a_buffer_once_by_the_whole_envelope()
    {
        RecordingWriter writer = new(extra: 100);
        PayloadEnvelope.Seal(Content(1000), test.Receiver, Context, writer, test.Format);
        Assert.That(writer.Advances, Is.EqualTo(new[] { test.Seal(Content(1000), Context).Length }));
    }

    [Test]
    public void Leaves_zeros_behind_the_payload()
    {
        byte[] destination = [.. Enumerable.Repeat((byte)0x55, 2000)];
        byte[] envelope = test.Seal(Content(1000), Context);
        PayloadEnvelope.TryOpen(envelope, test.Key, Context, destination, out int written, test.Format);
        Assert.That(destination[written..].TakeWhile(static value => value == 0).Count() + destination[written..].Count(static value => value == 0x55), Is.EqualTo(1000));
    }

    [Test]
    public void Refuses_a_place_that_is_too_small()
    {
        byte[] destination = new byte[999];
        bool isOpen = PayloadEnvelope.TryOpen(test.Seal(Content(1000), Context), test.Key, Context, destination, out int written, test.Format);
        Assert.That((isOpen, written, destination.All(static value => value == 0)), Is.EqualTo((false, 0, true)));
    }

    [Test]
    public void Seals_the_same_payload_differently_each_time() => Assert.That(test.Seal(Content(10), Context), Is.Not.EqualTo(test.Seal(Content(10), Context)));

    [TestCase("orders/expor")]
    [TestCase("orders/export2")]
    [TestCase("Orders/export")]
    [TestCase("orders/export ")]
    public void Refuses_another_context(string other) => Assert.That(test.Open(test.Seal(Content(10), Context), other), Is.Null);

    [Test]
    public void Refuses_a_message_with_a_context_where_there_is_to_be_none() => Assert.That(test.Open(test.Seal(Content(10), Context), EnvelopeContext.None), Is.Null);

    [Test]
    public void Refuses_a_message_without_a_context_where_there_is_to_be_one() => Assert.That(test.Open(test.Seal(Content(10)), Context), Is.Null);

    [Test]
    public void Opens_a_message_without_a_context_where_there_is_to_be_none() => Assert.That(test.Open(test.Seal(Content(10))), Is.EqualTo(Content(10)));

    [Test]
    public void Takes_a_context_of_any_printable_text()
    {
        EnvelopeContext context = "\"ä\\😀\u2028/" + new string('"', 1000);
        Assert.That(test.Open(test.Seal(Content(10), context), context), Is.EqualTo(Content(10)));
    }

    [Test]
    public void Refuses_another_key() => Assert.That(test.Open(test.Seal(Content(10)), keys: TestEnvelope.Of(test.KeyManagement).NewOtherDecryptionKey()), Is.Null);

    [Test]
    public void Refuses_a_key_of_another_algorithm()
    {
        KeyManagement other = test.KeyManagement == KeyManagement.RsaOaep ? KeyManagement.RsaOaep256 : KeyManagement.RsaOaep;
        Assert.That(test.Open(test.Seal(Content(10)), keys: TestEnvelope.Of(other).NewDecryptionKey()), Is.Null);
    }

    [Test]
    public void Refuses_the_right_key_under_another_id() => Assert.That(test.Open(test.Seal(Content(10)), keys: TestEnvelope.Of(test.KeyManagement).NewDecryptionKey("2025-01")), Is.Null);

    [Test]
    public void Opens_with_the_right_key_without_an_id() => Assert.That(test.Open(test.Seal(Content(10)), keys: TestEnvelope.Of(test.KeyManagement).NewDecryptionKey()), Is.EqualTo(Content(10)));

    [Test]
    public void Opens_a_message_without_key_id_with_the_one_of_many_keys_that_fits()
    {
        TestEncryption keys = TestEnvelope.Of(test.KeyManagement);
        byte[] envelope = test.Seal(Content(10), receiver: keys.NewEncryptionKey());
        Assert.That(test.Open(envelope, keys: new EnvelopeKeys(keys.NewOtherDecryptionKey(), keys.NewDecryptionKey("b"))), Is.EqualTo(Content(10)));
    }

    [Test]
    public void Opens_with_a_key_of_a_ring()
    {
        TestEncryption keys = TestEnvelope.Of(test.KeyManagement);
        KeyRing<DecryptionKey> ring = new(keys.NewOtherDecryptionKey(), retired: [keys.NewDecryptionKey(TestEnvelope.KeyId)]);
        Assert.That(test.Open(test.Seal(Content(10)), keys: ring), Is.EqualTo(Content(10)));
    }

    [Test]
    public void Looks_at_an_envelope_of_the_maximum_length_and_no_longer([Values(0, 1)] int less)
    {
        byte[] envelope = test.Seal(Content(10));
        bool isOpen = PayloadEnvelope.TryOpen(envelope, test.Key, EnvelopeContext.None, out EnvelopePayload? payload, test.Format, envelope.Length - less);
        payload?.Dispose();
        Assert.That(isOpen, Is.EqualTo(less == 0));
    }

    [Test]
    public void Throws_when_a_key_was_disposed()
    {
        DecryptionKey key = TestEnvelope.Of(test.KeyManagement).NewDecryptionKey();
        key.Dispose();
        Assert.That(() => test.Open(test.Seal(Content(10)), keys: key), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Throws_when_the_receivers_key_was_disposed()
    {
        EncryptionKey key = TestEnvelope.Of(test.KeyManagement).NewEncryptionKey();
        key.Dispose();
        Assert.That(() => test.Seal(Content(10), receiver: key), Throws.TypeOf<ObjectDisposedException>());
    }

    private static byte[] Content(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
