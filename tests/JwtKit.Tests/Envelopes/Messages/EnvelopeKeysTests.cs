using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Which keys seal and open envelopes.</summary>
[TestFixture]
internal sealed class EnvelopeKeysTests
{
    private const string NoRsa15 = "The key is for RSA1_5, which envelopes do not use; RSA-OAEP-256, RSA-OAEP or dir is needed. (Parameter '";

    private static readonly byte[] Content = [1, 2, 3];

    private static EnvelopeFormat[] Formats => [EnvelopeFormat.JweJson, EnvelopeFormat.JweCompact, EnvelopeFormat.Fields(new EnvelopeFields())];

    [Test]
    public void Refuses_to_seal_for_RSA1_5([ValueSource(nameof(Formats))] EnvelopeFormat format)
    {
        using EncryptionKey key = EncryptionKey.Rsa15(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo));
        Assert.That(() => PayloadEnvelope.Seal(Content, key, "c", format), Throws.ArgumentException.With.Message.EqualTo(NoRsa15 + "receiver')"));
    }

    [Test]
    public void Refuses_to_open_with_RSA1_5()
    {
        using DecryptionKey key = DecryptionKey.Rsa15(RsaPrivateKey.FromPem(TestKeys.Pkcs8));
        Assert.That(() => new EnvelopeKeys(key), Throws.ArgumentException.With.Message.EqualTo(NoRsa15 + "keys')"));
    }

    [Test]
    public void Refuses_to_seal_with_a_shared_key_of_another_length([Values(16, 24, 48, 64)] int length, [ValueSource(nameof(Formats))] EnvelopeFormat format)
    {
        using EncryptionKey key = EncryptionKey.Direct(Secret.FromText(new string('s', length)));
        Assert.That(
            () => PayloadEnvelope.Seal(Content, key, "c", format),
            Throws.ArgumentException.With.Message.EqualTo($"The shared key has {length} bytes; an envelope needs exactly 32 (AES-256). (Parameter 'receiver')"));
    }

    [Test]
    public void Refuses_to_open_with_a_shared_key_of_another_length([Values(16, 24, 48, 64)] int length)
    {
        using DecryptionKey key = DecryptionKey.Direct(Secret.FromText(new string('s', length)));
        Assert.That(
            () => PayloadEnvelope.TryOpen([], key, "c", out _),
            Throws.ArgumentException.With.Message.EqualTo($"The shared key has {length} bytes; an envelope needs exactly 32 (AES-256). (Parameter 'keys')"));
    }

    [Test]
    public void Says_the_length_of_a_shared_key_that_fits_no_cipher() => Assert.That(
        () => EncryptionKey.Direct(Secret.FromText(new string('s', 31))),
        Throws.TypeOf<CryptographicException>().With.Message.Contains("has 31 bytes").And.Message.Contains("32 for A256GCM"));

    [Test]
    public void Refuses_to_have_no_key() => Assert.That(
        () => new EnvelopeKeys(), Throws.ArgumentException.With.Message.EqualTo("There is no key; at least one is needed to open envelopes. (Parameter 'keys')"));

    [Test]
    public void Refuses_a_null_key() => Assert.That(() => new EnvelopeKeys([null!]), Throws.ArgumentNullException);

    [Test]
    public void Refuses_two_keys_of_one_id_and_algorithm() => Assert.That(
        () => new EnvelopeKeys(Shared("a"), Shared("a")),
        Throws.ArgumentException.With.Message.EqualTo("Two keys have the same key id and key management; a message could not say which one it means. (Parameter 'keys')"));

    [Test]
    public void Takes_a_key_an_array_a_list_and_a_ring()
    {
        DecryptionKey key = Shared("a");
        EnvelopeKeys[] all = [key, new[] { key }, new List<DecryptionKey> { key }, new KeyRing<DecryptionKey>(key)];
        Assert.That(all.Select(static keys => keys.ToString()), Is.All.EqualTo("EnvelopeKeys (1)"));
    }

    [Test]
    public void Tries_no_other_key_for_a_message_that_names_one([ValueSource(nameof(Formats))] EnvelopeFormat format)
    {
        using EncryptionKey sender = EncryptionKey.Direct(Secret.FromText(new string('s', 32)), "a");
        EnvelopeKeys keys = new(Shared(keyId: null), Shared("b"));
        Assert.That(PayloadEnvelope.TryOpen(PayloadEnvelope.Seal(Content, sender, "c", format), keys, "c", out _, format), Is.False);
    }

    [Test]
    public void Does_not_look_at_the_key_id_where_no_key_has_one([ValueSource(nameof(Formats))] EnvelopeFormat format)
    {
        using EncryptionKey sender = EncryptionKey.Direct(Secret.FromText(new string('s', 32)), "a");
        bool isOpen = PayloadEnvelope.TryOpen(PayloadEnvelope.Seal(Content, sender, "c", format), Shared(keyId: null), "c", out EnvelopePayload? payload, format);
        payload?.Dispose();
        Assert.That(isOpen, Is.True);
    }

    [Test]
    public void Says_that_a_remote_key_takes_the_asynchronous_way() => Assert.That(
        () => PayloadEnvelope.TryOpen([], DecryptionKey.Remote(new TestDecryptor(KeyManagement.RsaOaep)), "c", out _),
        Throws.InvalidOperationException.With.Message.EqualTo("A key is remote, so opening takes a call elsewhere; use OpenAsync."));

    [Test]
    public async Task Opens_with_a_remote_key([ValueSource(nameof(Formats))] EnvelopeFormat format)
    {
        using EncryptionKey sender = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo));
        byte[] envelope = RawToken.Utf8(PayloadEnvelope.Seal(Content, sender, "c", format));
        using EnvelopePayload? payload = await PayloadEnvelope.OpenAsync(envelope, DecryptionKey.Remote(new TestDecryptor(KeyManagement.RsaOaep)), "c", format);
        Assert.That(payload?.Content.ToArray(), Is.EqualTo(Content));
    }

    [Test]
    public async Task Opens_nothing_with_a_remote_key_under_another_context([ValueSource(nameof(Formats))] EnvelopeFormat format)
    {
        using EncryptionKey sender = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo));
        byte[] envelope = RawToken.Utf8(PayloadEnvelope.Seal(Content, sender, "c", format));
        Assert.That(await PayloadEnvelope.OpenAsync(envelope, DecryptionKey.Remote(new TestDecryptor(KeyManagement.RsaOaep)), "d", format), Is.Null);
    }

    private static DecryptionKey Shared(string? keyId) => DecryptionKey.Direct(Secret.FromText(new string('s', 32)), keyId);
}
