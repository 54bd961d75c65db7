using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What every way of key management does with every cipher.</summary>
[TestFixtureSource(typeof(TestEncryption), nameof(TestEncryption.All))]
internal sealed class EncryptionContractTests(TestEncryption test)
{
    private static readonly int[] Lengths = [0, 1, 15, 16, 17, 4096];

    private readonly EncryptionTarget target = test.NewTarget("2026-01");
    private readonly DecryptionKey key = test.NewDecryptionKey("2026-01");

    [OneTimeTearDown]
    public void DisposeKeys()
    {
        target.Key.Dispose();
        key.Dispose();
    }

    [TestCaseSource(nameof(Lengths))]
    public void Decrypts_what_it_encrypted(int length)
    {
        byte[] content = Content(length);
        Jwe.TryDecrypt(Jwe.Encrypt(content, target), key, out byte[]? plaintext);
        Assert.That(plaintext, Is.EqualTo(content));
    }

    [TestCaseSource(nameof(Lengths))]
    public void Decrypts_what_it_encrypted_as_flattened_JSON(int length)
    {
        byte[] content = Content(length);
        Jwe.TryDecryptJson(Jwe.EncryptJson(content, target), key, out byte[]? plaintext);
        Assert.That(plaintext, Is.EqualTo(content));
    }

    [TestCaseSource(nameof(Lengths))]
    public async Task Decrypts_asynchronously_what_it_encrypted(int length)
    {
        byte[] content = Content(length);
        Assert.That(await Jwe.DecryptAsync(Jwe.Encrypt(content, target), key), Is.EqualTo(content));
    }

    [Test]
    public void Encrypts_into_a_buffer_what_it_decrypts()
    {
        RecordingWriter writer = new();
        Jwe.Encrypt(Content(100), target, writer);
        Jwe.TryDecrypt(writer.Text, key, out byte[]? plaintext);
        Assert.That(plaintext, Is.EqualTo(Content(100)));
    }

    [Test]
    public void Advances_a_buffer_once_by_the_whole_message()
    {
        RecordingWriter writer = new();
        Jwe.Encrypt(Content(100), target, writer);
        Assert.That(writer.Advances, Is.EqualTo(new[] { Jwe.Encrypt(Content(100), target).Length }));
    }

    [Test]
    public void Decrypts_its_compact_form_rewritten_as_JSON()
    {
        Jwe.TryDecryptJson(JweText.Flatten(Jwe.Encrypt(Content(20), target)), key, out byte[]? plaintext);
        Assert.That(plaintext, Is.EqualTo(Content(20)));
    }

    [Test]
    public void Writes_a_header_of_alg_enc_kid_typ_cty_in_this_order() => Assert.That(
        RawToken.HeaderOf(Jwe.Encrypt([], target, "JWT", "JWT")),
        Is.EqualTo($$"""{"alg":"{{test.KeyManagement.Name}}","enc":"{{test.Content.Name}}","kid":"2026-01","typ":"JWT","cty":"JWT"}"""));

    [Test]
    public void Writes_a_header_of_alg_and_enc_alone()
    {
        EncryptionTarget unnamed = test.NewTarget();
        Assert.That(
            RawToken.HeaderOf(Jwe.Encrypt([], unnamed)), Is.EqualTo($$"""{"alg":"{{test.KeyManagement.Name}}","enc":"{{test.Content.Name}}"}"""));
    }

    [Test]
    public void Writes_parts_of_the_algorithms_lengths()
    {
        string token = Jwe.Encrypt(Content(17), target);
        ContentCipher cipher = test.Content.Cipher;
        Assert.That(
            Enumerable.Range(1, 4).Select(number => JweText.Part(token, number).Length),
            Is.EqualTo(new[] { test.KeyManagement == KeyManagement.Direct ? 0 : 256, cipher.VectorLength, cipher.VectorLength == 16 ? 32 : 17, cipher.TagLength }));
    }

    [Test]
    public void Draws_a_fresh_vector_each_time() =>
        Assert.That(Enumerable.Range(0, 50).Select(_ => Jwe.Encrypt([], target).Split('.')[2]).Distinct().Count(), Is.EqualTo(50));

    [Test]
    public void Refuses_a_message_for_another_key()
    {
        using DecryptionKey other = test.NewOtherDecryptionKey();
        Assert.That(Jwe.TryDecrypt(Jwe.Encrypt(Content(20), target), other, out _), Is.False);
    }

    [Test]
    public void Refuses_a_message_that_names_another_key()
    {
        using DecryptionKey other = test.NewDecryptionKey("2026-02");
        Assert.That(Jwe.TryDecrypt(Jwe.Encrypt(Content(20), target), other, out _), Is.False);
    }

    [Test]
    public void Decrypts_a_message_that_names_a_key_with_the_unnamed_one()
    {
        using DecryptionKey unnamed = test.NewDecryptionKey();
        Assert.That(Jwe.TryDecrypt(Jwe.Encrypt(Content(20), target), unnamed, out _), Is.True);
    }

    [Test]
    public void Throws_when_the_encryption_key_was_disposed()
    {
        EncryptionTarget disposed = test.NewTarget();
        disposed.Key.Dispose();
        Assert.That(() => Jwe.Encrypt([], disposed), Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(DisposedMessage));
    }

    [Test]
    public void Throws_when_the_decryption_key_was_disposed()
    {
        DecryptionKey disposed = test.NewDecryptionKey();
        disposed.Dispose();
        Assert.That(
            () => Jwe.TryDecrypt(Jwe.Encrypt([], target), disposed, out _), Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(DisposedMessage));
    }

    [Test]
    public void Leaves_a_buffer_alone_when_the_key_was_disposed()
    {
        EncryptionTarget disposed = test.NewTarget();
        disposed.Key.Dispose();
        RecordingWriter writer = new();
        Assert.That(() => Jwe.Encrypt([], disposed, writer), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(writer.Advances, Is.Empty);
    }

    private static string DisposedMessage => "The key was disposed; a key must live as long as whatever signs or validates with it.\nObject name: 'key'.";

    private static byte[] Content(int length) => [.. Enumerable.Range(0, length).Select(static i => (byte)(i * 7))];
}
