using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What opening leaves in the memory that it works in, which is pooled or the caller's.</summary>
[TestFixtureSource(typeof(TestEnvelope), nameof(TestEnvelope.Typical))]
internal sealed class EnvelopeOpenerTests(TestEnvelope test)
{
    private static readonly byte[] Content = [.. Enumerable.Repeat((byte)0x77, 1000)];

    [Test]
    public void Leaves_zeros_where_no_key_fits() =>
        Assert.That(RoomAfter(test.Seal(Content), TestEnvelope.Of(test.KeyManagement).NewOtherDecryptionKey()), Is.All.Zero);

    [Test]
    public void Leaves_zeros_where_the_tag_is_another() =>
        Assert.That(RoomAfter(WithOther("tag", test.Seal(Content)), test.Key), Is.All.Zero);

    [Test]
    public void Leaves_zeros_where_the_vector_is_another() => Assert.That(RoomAfter(WithOther("iv", test.Seal(Content)), test.Key), Is.All.Zero);

    [Test]
    public void Leaves_zeros_behind_the_payload() => Assert.That(RoomAfter(test.Seal(Content), test.Key)[Content.Length..], Is.All.Zero);

    [Test]
    public void Leaves_zeros_where_a_key_was_disposed_behind_one_that_does_not_fit()
    {
        DecryptionKey disposed = TestEnvelope.Of(test.KeyManagement).NewDecryptionKey();
        EnvelopeKeys keys = new(TestEnvelope.Of(test.KeyManagement).NewOtherDecryptionKey(), disposed);
        disposed.Dispose();
        byte[] envelope = test.Seal(Content);
        using ReceivedEnvelope message = test.Format.Codec.Receive(envelope, EnvelopeContext.None)!;
        byte[] room = [.. Enumerable.Repeat((byte)0x55, message.Room)];
        Assert.That(() => EnvelopeOpener.TryOpen(message, envelope, keys, room, out _), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(room, Is.All.Zero);
    }

    [Test]
    public void A13_Answers_a_wrapped_key_of_another_length_like_a_wrong_tag()
    {
        string name = test.IsFields ? "encryptedKey" : "encrypted_key";
        byte[] envelope = test.Seal(Content);
        IEnumerable<int> opened = test.IsShared ? [] : Enumerable.Range(0, 65).Where(length => test.Open(EnvelopeText.With(
            test, envelope, name, _ => EnvelopeText.Encode(test, name, HandMadeJwe.Wrap(new byte[length], test.KeyManagement)))) is not null);

        Assert.That(opened, Is.Empty);
    }

    [TestCase(2048, 1)]
    [TestCase(2049, 0)]
    public async Task A20_Asks_no_key_for_a_wrapped_key_that_is_longer_than_any_keys(int length, int questions)
    {
        string name = test.IsFields ? "encryptedKey" : "encrypted_key";
        TestDecryptor decryptor = new(test.IsShared ? KeyManagement.RsaOaep : test.KeyManagement);
        byte[] envelope = test.IsShared ? [] : EnvelopeText.With(test, test.Seal(Content), name, _ => EnvelopeText.Encode(test, name, new byte[length]));
        await PayloadEnvelope.OpenAsync(envelope, DecryptionKey.Remote(decryptor), EnvelopeContext.None, test.Format);
        Assert.That(decryptor.Questions, Is.EqualTo(test.IsShared ? 0 : questions));
    }

    private byte[] RoomAfter(byte[] envelope, EnvelopeKeys keys)
    {
        using ReceivedEnvelope message = test.Format.Codec.Receive(envelope, EnvelopeContext.None)!;
        byte[] room = [.. Enumerable.Repeat((byte)0x55, message.Room)];
        EnvelopeOpener.TryOpen(message, envelope, keys, room, out _);
        return room;
    }

    /// <summary>One bit of a part changed; a tag beside the ciphertext changes with that.</summary>
    private byte[] WithOther(string name, byte[] envelope)
    {
        string part = EnvelopeText.Parts(test, envelope).Exists(known => known.Key == name) ? name : "ciphertext";
        return EnvelopeText.With(test, envelope, part, text =>
        {
            byte[] bytes = EnvelopeText.Decode(test, part, text);
            bytes[^1] ^= 1;
            return EnvelopeText.Encode(test, part, bytes);
        });
    }
}
