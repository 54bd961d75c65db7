using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class EncryptionJwkTests
{
    private const string Secret256 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    [Test]
    public void Encrypts_for_a_JWK_and_decrypts_with_its_private_half()
    {
        using Jwk jwk = PrivateJwk("k-1");
        using EncryptionKey encryption = EncryptionKey.FromJwk(jwk, KeyManagement.RsaOaep);
        using DecryptionKey decryption = DecryptionKey.FromJwk(jwk, KeyManagement.RsaOaep);
        Jwe.TryDecrypt(Jwe.Encrypt("text"u8, encryption.Using(ContentEncryption.A256Gcm)), decryption, out byte[]? plaintext);

        Assert.That(plaintext, Is.EqualTo("text"u8.ToArray()));
    }

    [Test]
    public void Takes_the_key_id_of_the_JWK()
    {
        using Jwk jwk = PrivateJwk("k-1");
        using EncryptionKey encryption = EncryptionKey.FromJwk(jwk, KeyManagement.RsaOaep);
        using DecryptionKey decryption = DecryptionKey.FromJwk(jwk, KeyManagement.RsaOaep);

        Assert.That((encryption.KeyId, decryption.KeyId), Is.EqualTo(("k-1", "k-1")));
    }

    [TestCase("""{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","kid":"k-1"}""", "dir")]
    [TestCase(Rfc7517Vectors.PrivateRsa, "RSA-OAEP")]
    public void Takes_another_key_id_that_is_given(string json, string algorithm)
    {
        using Jwk jwk = Jwk.Parse(JwkText.With(json, "alg", algorithm));
        using EncryptionKey encryption = EncryptionKey.FromJwk(jwk, keyId: "other");
        using DecryptionKey decryption = DecryptionKey.FromJwk(jwk, keyId: "other");

        Assert.That((encryption.KeyId, decryption.KeyId), Is.EqualTo(("other", "other")));
    }

    [Test]
    public void Takes_the_key_id_of_a_shared_JWK()
    {
        using Jwk jwk = Shared("\"kid\":\"k-1\"");
        using EncryptionKey encryption = EncryptionKey.FromJwk(jwk);
        using DecryptionKey decryption = DecryptionKey.FromJwk(jwk);

        Assert.That((encryption.KeyId, decryption.KeyId), Is.EqualTo(("k-1", "k-1")));
    }

    [TestCase("wrapKey")]
    [TestCase("encrypt")]
    public void Encrypts_with_what_key_ops_permits(string operation)
    {
        using Jwk jwk = Shared($"\"key_ops\":[\"{operation}\"]");

        Assert.Multiple(() =>
        {
            Assert.That(() => EncryptionKey.FromJwk(jwk), Throws.Nothing);
            Assert.That(
                () => DecryptionKey.FromJwk(jwk),
                Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK's \"key_ops\" does not permit this purpose; \"unwrapKey\" or \"decrypt\" is needed, or no \"key_ops\" at all."));
        });
    }

    [TestCase("unwrapKey")]
    [TestCase("decrypt")]
    public void Decrypts_with_what_key_ops_permits(string operation)
    {
        using Jwk jwk = Shared($"\"key_ops\":[\"{operation}\"]");

        Assert.Multiple(() =>
        {
            Assert.That(() => DecryptionKey.FromJwk(jwk), Throws.Nothing);
            Assert.That(
                () => EncryptionKey.FromJwk(jwk),
                Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK's \"key_ops\" does not permit this purpose; \"wrapKey\" or \"encrypt\" is needed, or no \"key_ops\" at all."));
        });
    }

    [Test]
    public void Takes_the_key_management_that_the_JWK_names()
    {
        using Jwk jwk = PrivateJwk("k-1", "RSA-OAEP-256");
        using EncryptionKey encryption = EncryptionKey.FromJwk(jwk);

        Assert.That(encryption.KeyManagement, Is.SameAs(KeyManagement.RsaOaep256));
    }

    [Test]
    public void Shares_a_key_of_type_oct()
    {
        using Jwk jwk = Jwk.Parse($$"""{"kty":"oct","k":"{{Secret256}}","alg":"dir"}""");
        using EncryptionKey encryption = EncryptionKey.FromJwk(jwk);
        using DecryptionKey decryption = DecryptionKey.FromJwk(jwk);
        Jwe.TryDecrypt(Jwe.Encrypt("text"u8, encryption.Using(ContentEncryption.A128CbcHs256)), decryption, out byte[]? plaintext);

        Assert.That(plaintext, Is.EqualTo("text"u8.ToArray()));
    }

    [Test]
    public void Needs_a_key_management_where_the_JWK_names_none() => Assert.That(
        static () => EncryptionKey.FromJwk(PrivateJwk("k-1")),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK names no algorithm (\"alg\"); say how it is used, such as KeyManagement.RsaOaep."));

    [Test]
    public void Refuses_another_key_management_than_the_JWK_names() => Assert.That(
        static () => EncryptionKey.FromJwk(PrivateJwk("k-1", "RSA-OAEP-256"), KeyManagement.RsaOaep),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK's \"alg\" is RSA-OAEP-256, and RSA-OAEP was asked for; leave the choice to the key."));

    [Test]
    public void Refuses_a_JWK_for_signatures() => Assert.That(
        static () => EncryptionKey.FromJwk(PrivateJwk("k-1", "RS256")),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK's \"alg\" is RS256; a key for encryption names one of RSA-OAEP, RSA-OAEP-256, RSA1_5, dir, or none."));

    [Test]
    public void Refuses_a_JWK_whose_use_is_to_sign() => Assert.That(
        static () => EncryptionKey.FromJwk(PrivateJwk("k-1", use: "sig"), KeyManagement.RsaOaep),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK's \"use\" is \"sig\"; \"enc\" is needed for this purpose, or no \"use\" at all."));

    [Test]
    public void Refuses_a_type_that_the_key_management_does_not_work_with() => Assert.That(
        static () => EncryptionKey.FromJwk(Jwk.Parse($$"""{"kty":"oct","k":"{{Secret256}}"}"""), KeyManagement.RsaOaep),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK is of type oct, with which RSA-OAEP does not work; dir needs oct, the others RSA."));

    [Test]
    public void Does_not_switch_on_RSA1_5_for_decrypting() => Assert.That(
        static () => DecryptionKey.FromJwk(PrivateJwk("k-1"), KeyManagement.Rsa15),
        Throws.ArgumentException.With.Message.StartsWith("Decrypting RSA1_5 is switched on per key, by DecryptionKey.Rsa15; see its remarks."));

    [Test]
    public void Refuses_to_decrypt_with_a_public_key()
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        Jwk jwk = key.GetPublicKey().ToJwk();

        Assert.That(() => DecryptionKey.FromJwk(jwk, KeyManagement.RsaOaep), Throws.TypeOf<CryptographicException>().With.Message.StartsWith("The JWK is a public RSA key; the private one is needed"));
    }

    private static Jwk Shared(string member) => Jwk.Parse($$"""{"kty":"oct","k":"{{Secret256}}","alg":"dir",{{member}}}""");

    private static Jwk PrivateJwk(string keyId, string? algorithm = null, string? use = null)
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        return key.ToJwk(keyId, algorithm, use);
    }
}
