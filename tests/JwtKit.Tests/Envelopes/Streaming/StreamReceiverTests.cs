using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Which key and which context open a message.</summary>
[TestFixture]
internal sealed class StreamReceiverTests
{
    private static readonly byte[] Payload = [1, 2, 3];

    [TestCase("orders/export", "orders/import")]
    [TestCase("orders/export", "orders/export/")]
    [TestCase("orders/export", null)]
    [TestCase(null, "orders/export")]
    public async Task Refuses_another_context(string? sealedFor, string? openedFor) =>
        Assert.That(await SampleStream.VerdictAsync(await SampleStream.SealAsync(Payload, context: ContextOf(sealedFor)), context: ContextOf(openedFor)), Is.EqualTo((false, 0)));

    [Test]
    public async Task Refuses_another_key_of_the_same_kind([Values("RSA-OAEP", "RSA-OAEP-256", "dir")] string mode)
    {
        using EncryptionKey receiver = SampleStream.Of(mode).NewEncryptionKey();
        using DecryptionKey other = SampleStream.Of(mode).NewOtherDecryptionKey();
        Assert.That(await SampleStream.VerdictAsync(await SampleStream.SealAsync(Payload, receiver), other), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task Refuses_the_same_key_under_another_algorithm()
    {
        using EncryptionKey receiver = SampleStream.Of("RSA-OAEP").NewEncryptionKey();
        using DecryptionKey other = SampleStream.Of("RSA-OAEP-256").NewDecryptionKey();
        Assert.That(await SampleStream.VerdictAsync(await SampleStream.SealAsync(Payload, receiver), other), Is.EqualTo((false, 0)));
    }

    [TestCase("k-1", "k-1", ExpectedResult = true)]
    [TestCase("k-1", "K-1", ExpectedResult = false)]
    [TestCase("k-1", "k-2", ExpectedResult = false)]
    [TestCase("k-1", null, ExpectedResult = true)]
    [TestCase(null, "k-1", ExpectedResult = true)]
    [TestCase(null, null, ExpectedResult = true)]
    public async Task<bool> Opens_with_the_right_key_unless_the_message_names_another(string? named, string? known)
    {
        using EncryptionKey receiver = SampleStream.Shared.NewEncryptionKey(named);
        using DecryptionKey key = SampleStream.Shared.NewDecryptionKey(known);
        return (await SampleStream.VerdictAsync(await SampleStream.SealAsync(Payload, receiver), key)).Succeeded;
    }

    [Test]
    public async Task Leaves_an_unnamed_key_alone_where_keys_are_named_and_the_message_names_one()
    {
        using EncryptionKey receiver = SampleStream.Shared.NewEncryptionKey("k-1");
        using DecryptionKey unnamed = SampleStream.Shared.NewDecryptionKey();
        using DecryptionKey named = SampleStream.Of("RSA-OAEP").NewDecryptionKey("k-2");
        Assert.That(await OpensAsync(await SampleStream.SealAsync(Payload, receiver), unnamed, named), Is.False);
    }

    [Test]
    public async Task Tries_each_key_of_the_algorithm()
    {
        byte[] envelope = await SampleStream.SealAsync(Payload);
        using DecryptionKey rsa = SampleStream.Of("RSA-OAEP").NewDecryptionKey();
        using DecryptionKey other = SampleStream.Shared.NewOtherDecryptionKey();
        using DecryptionKey right = SampleStream.Shared.NewDecryptionKey();
        Assert.That(await OpensAsync(envelope, rsa, other, right), Is.True);
    }

    [Test]
    public async Task Refuses_a_wrapped_key_of_another_length([Values(0, 16, 31, 33)] int length)
    {
        TestEncryption test = SampleStream.Of("RSA-OAEP");
        using EncryptionKey receiver = test.NewEncryptionKey();
        using DecryptionKey key = test.NewDecryptionKey();
        byte[] envelope = await SampleStream.SealAsync(Payload, receiver);
        HandMadeJwe.Wrap(new byte[length], test.KeyManagement).CopyTo(envelope, SampleStream.ChunksOffset(envelope) - StreamKey.CommitmentLength - 256);
        Assert.That(await SampleStream.VerdictAsync(envelope, key), Is.EqualTo((false, 0)));
    }

    [Test]
    public void Throws_when_sealing_for_RSA1_5()
    {
        using EncryptionKey key = SampleStream.Of("RSA1_5").NewEncryptionKey();
        Assert.That(() => PayloadEnvelope.SealAsync(Stream.Null, Stream.Null, key, SampleStream.Context), Throws.ArgumentException.With.Message.EqualTo(
            "The key is for RSA1_5, which envelopes do not use; RSA-OAEP-256, RSA-OAEP or dir is needed. (Parameter 'receiver')"));
    }

    [TestCase(16)]
    [TestCase(64)]
    public void Throws_when_sealing_for_a_shared_key_of_another_length(int length)
    {
        using EncryptionKey key = EncryptionKey.Direct(Secret.FromBytes(new byte[length]));
        Assert.That(() => PayloadEnvelope.SealAsync(Stream.Null, Stream.Null, key, SampleStream.Context), Throws.ArgumentException.With.Message.EqualTo(
            $"The shared key has {length} bytes; an envelope needs exactly 32 (AES-256). (Parameter 'receiver')"));
    }

    [Test]
    public void Throws_when_opening_with_RSA1_5()
    {
        using DecryptionKey key = SampleStream.Of("RSA1_5").NewDecryptionKey();
        Assert.That(() => PayloadEnvelope.OpenAsync(Stream.Null, Stream.Null, key, SampleStream.Context), Throws.ArgumentException.With.Message.EqualTo(
            "The key is for RSA1_5, which envelopes do not use; RSA-OAEP-256, RSA-OAEP or dir is needed. (Parameter 'keys')"));
    }

    [Test]
    public void Throws_when_opening_without_a_key() => Assert.That(
        () => PayloadEnvelope.OpenAsync(Stream.Null, Stream.Null, Array.Empty<DecryptionKey>(), SampleStream.Context),
        Throws.ArgumentException.With.Message.EqualTo("There is no key; at least one is needed to open envelopes. (Parameter 'keys')"));

    [Test]
    public void Throws_for_two_keys_of_one_name()
    {
        using DecryptionKey one = SampleStream.Shared.NewDecryptionKey("k-1");
        using DecryptionKey two = SampleStream.Shared.NewDecryptionKey("k-1");
        Assert.That(() => PayloadEnvelope.OpenAsync(Stream.Null, Stream.Null, new[] { one, two }, SampleStream.Context), Throws.ArgumentException.With.Message.EqualTo(
            "Two keys have the same key id and key management; a message could not say which one it means. (Parameter 'keys')"));
    }

    [Test]
    public void Throws_for_a_content_type_with_a_line_break()
    {
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey();
        Assert.That(() => PayloadEnvelope.SealAsync(Stream.Null, Stream.Null, key, SampleStream.Context, "text\n"), Throws.ArgumentException);
    }

    [Test]
    public void Throws_for_a_payload_that_cannot_be_read()
    {
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey();
        using MemoryStream closed = new();
        closed.Close();
        Assert.That(
            () => PayloadEnvelope.SealAsync(closed, Stream.Null, key, SampleStream.Context),
            Throws.ArgumentException.With.Message.EqualTo("The stream cannot be read. (Parameter 'payload')"));
    }

    [Test]
    public void Throws_for_a_destination_that_cannot_be_written_to()
    {
        using DecryptionKey key = SampleStream.Shared.NewDecryptionKey();
        using MemoryStream destination = new([], writable: false);
        Assert.That(
            () => PayloadEnvelope.OpenAsync(Stream.Null, destination, key, SampleStream.Context),
            Throws.ArgumentException.With.Message.EqualTo("The stream cannot be written to. (Parameter 'destination')"));
    }

    [Test]
    public void Throws_for_a_disposed_key()
    {
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey();
        key.Dispose();
        Assert.That(() => PayloadEnvelope.SealAsync(Stream.Null, Stream.Null, key, SampleStream.Context), Throws.TypeOf<ObjectDisposedException>());
    }

    private static EnvelopeContext ContextOf(string? text) => text is null ? EnvelopeContext.None : text;

    private static async Task<bool> OpensAsync(byte[] envelope, params DecryptionKey[] keys)
    {
        using MemoryStream source = new(envelope);
        return (await PayloadEnvelope.OpenAsync(source, Stream.Null, keys, SampleStream.Context)).Succeeded;
    }
}
