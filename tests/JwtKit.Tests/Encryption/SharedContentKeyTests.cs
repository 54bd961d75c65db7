using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Keys that both sides share (<c>dir</c>).</summary>
[TestFixture]
internal sealed class SharedContentKeyTests
{
    private static IEnumerable<int> OtherLengths => Enumerable.Range(1, 80).Except([16, 24, 32, 48, 64]);

    private static IEnumerable<int> Lengths => [16, 24, 32, 48, 64];

    [TestCaseSource(nameof(OtherLengths))]
    public void Refuses_a_length_that_fits_no_cipher(int length) => Assert.That(
        () => EncryptionKey.Direct(Secret.FromText(new string('s', length))),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            $"The shared key has {length} bytes (taken as text); a cipher's key has 16, 24, 32, 48, 64 bytes, 32 for A256GCM."));

    [Test]
    public void Refuses_a_decryption_key_of_a_length_that_fits_no_cipher() => Assert.That(
        () => DecryptionKey.Direct(Secret.FromHex("00112233")),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The shared key has 4 bytes (decoded from hexadecimal); a cipher's key has 16, 24, 32, 48, 64 bytes, 32 for A256GCM."));

    [TestCaseSource(nameof(Lengths))]
    public void Serves_the_ciphers_of_its_length_and_no_other(int length)
    {
        using EncryptionKey key = EncryptionKey.Direct(NewSecret(length));
        IEnumerable<ContentEncryption> served = ContentEncryption.All.Where(content => Serves(key, content));
        Assert.That(served, Is.Not.Empty.And.EqualTo(ContentEncryption.All.Where(content => content.KeyLength == length)));
    }

    [Test]
    public void Says_which_length_the_cipher_needs()
    {
        using EncryptionKey key = EncryptionKey.Direct(NewSecret(16));
        Assert.That(
            () => key.Using(ContentEncryption.A256CbcHs512),
            Throws.ArgumentException.With.Message.EqualTo("The shared key has 16 bytes; A256CBC-HS512 needs exactly 64. (Parameter 'content')"));
    }

    [Test]
    public void Decrypts_no_message_of_a_cipher_of_another_length()
    {
        using DecryptionKey key = DecryptionKey.Direct(Secret.FromText(SampleKeys.SecretText[..16]));
        Assert.That(Jwe.TryDecrypt(Jwe.Encrypt([], SampleEncryption.DirectTarget), key, out _), Is.False);
    }

    [TestCase("A128GCM")]
    [TestCase("A192GCM")]
    [TestCase("A256GCM")]
    public void Encrypts_2_to_the_32_messages_under_GCM_and_no_more(string cipher)
    {
        ContentEncryption content = ContentEncryption.All.Single(known => known.Name == cipher);
        using SharedContentKey key = SharedContentKey.Take(NewSecret(content.KeyLength));
        key.SetMessages((1L << 32) - 1);
        key.CountMessage(content);
        Assert.That(
            () => key.CountMessage(content),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "The shared key has encrypted 2^32 messages, as many as GCM allows one key (NIST SP 800-38D section 8.3). Change the key."));
    }

    [Test]
    public void Counts_each_message_that_is_encrypted()
    {
        using EncryptionKey key = EncryptionKey.Direct(NewSecret(32));
        SharedOf(key).SetMessages((1L << 32) - 3);
        EncryptionTarget target = key.Using(ContentEncryption.A256Gcm);
        Jwe.Encrypt([], target);
        Jwe.EncryptJson([], target);
        Jwt.SignAndEncrypt(SampleEncryption.Content, SampleKeys.Hs256, target);
        Assert.That(() => Jwe.Encrypt([], target), Throws.InvalidOperationException);
    }

    [Test]
    public void Sets_no_limit_under_CBC()
    {
        using SharedContentKey key = SharedContentKey.Take(Secret.Generate(32));
        key.SetMessages(1L << 40);
        Assert.That(() => key.CountMessage(ContentEncryption.A128CbcHs256), Throws.Nothing);
    }

    [Test]
    public void Refuses_a_private_key_in_PEM() => Assert.That(
        () => EncryptionKey.Direct(Secret.FromText(TestKeys.Pkcs8)), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Foreign("a key or certificate in PEM form")));

    [Test]
    public void Refuses_a_JSON_Web_Key() => Assert.That(
        () => DecryptionKey.Direct(Secret.FromText("""{"kty":"oct","k":"GawgguFyGrWKav7AX4VKUg"}""")),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Foreign("a JSON Web Key")));

    [Test]
    public void Takes_the_secret_over()
    {
        Secret secret = Secret.Generate();
        using EncryptionKey key = EncryptionKey.Direct(secret);
        Assert.That(() => DecryptionKey.Direct(secret), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    [Category("Heavy")]
    public void Gives_nothing_away_while_it_is_being_erased()
    {
        int erased = 0;
        for (int round = 0; round < 200; round++)
        {
            SharedContentKey key = SharedContentKey.Take(Secret.FromText(new string('s', 64)));
            Together.Run(3, thread =>
            {
                if (thread == 0)
                {
                    key.Dispose();
                    return;
                }

                byte[] copy = new byte[64];
                try
                {
                    key.CopyTo(copy);
                    Interlocked.Add(ref erased, copy.Contains((byte)0) ? 1 : 0);
                }
                catch (ObjectDisposedException)
                {
                }
            });
        }

        Assert.That(erased, Is.Zero);
    }

    private static Secret NewSecret(int length) => Secret.FromText(new string('s', length));

    private static string Foreign(string kind) =>
        $"The secret is {kind}, not a shared secret; dir needs random bytes that only issuer and receiver know. RSA keys are read by RsaPrivateKey and RsaPublicKey.";

    private static bool Serves(EncryptionKey key, ContentEncryption content)
    {
        try
        {
            return key.Using(content) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static SharedContentKey SharedOf(EncryptionKey key) => (SharedContentKey)typeof(EncryptionKey)
        .GetField("shared", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(key)!;
}
