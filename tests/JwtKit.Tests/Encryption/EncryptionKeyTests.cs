using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What the keys say of themselves, and how they are made.</summary>
[TestFixture]
internal sealed class EncryptionKeyTests
{
    private const string NeedsSecret = "'dir' needs a shared secret; an RSA key serves the RSA ways of key management only. (Parameter 'keyManagement')";

    private static readonly string[] ManagementNames = ["RSA-OAEP", "RSA-OAEP-256", "RSA1_5", "dir"];
    private static readonly string[] CipherNames = ["A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512", "A128GCM", "A192GCM", "A256GCM"];

    private static RsaPublicKey PublicKey => RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo);

    private static RsaPrivateKey PrivateKey => RsaPrivateKey.FromPem(TestKeys.Pkcs8);

    private static TestCaseData[] Made =>
    [
        new("RSA-OAEP", (Func<EncryptionKey>)(static () => EncryptionKey.RsaOaep(PublicKey, "k"))),
        new("RSA-OAEP-256", (Func<EncryptionKey>)(static () => EncryptionKey.RsaOaep256(PublicKey, "k"))),
        new("RSA1_5", (Func<EncryptionKey>)(static () => EncryptionKey.Rsa15(PublicKey, "k"))),
        new("dir", (Func<EncryptionKey>)(static () => EncryptionKey.Direct(Secret.Generate(), "k"))),
    ];

    private static TestCaseData[] MadeForDecryption =>
    [
        new("RSA-OAEP", (Func<DecryptionKey>)(static () => DecryptionKey.RsaOaep(PrivateKey, "k"))),
        new("RSA-OAEP-256", (Func<DecryptionKey>)(static () => DecryptionKey.RsaOaep256(PrivateKey, "k"))),
        new("RSA1_5", (Func<DecryptionKey>)(static () => DecryptionKey.Rsa15(PrivateKey, "k"))),
        new("dir", (Func<DecryptionKey>)(static () => DecryptionKey.Direct(Secret.Generate(), "k"))),
    ];

    [Test]
    public void Knows_these_ways_of_key_management() => Assert.That(KeyManagement.All.Select(static known => known.ToString()), Is.EqualTo(ManagementNames));

    [Test]
    public void Knows_these_ciphers() => Assert.That(ContentEncryption.All.Select(static known => known.ToString()), Is.EqualTo(CipherNames));

    [Test]
    public void Calls_RSA1_5_alone_legacy() => Assert.That(KeyManagement.All.Where(static known => known.IsLegacy), Is.EqualTo(new[] { KeyManagement.Rsa15 }));

    [TestCaseSource(nameof(ManagementNames))]
    public void Finds_key_management_by_its_name(string name) =>
        Assert.That((KeyManagement.TryParse(name, out KeyManagement? found), found?.Name), Is.EqualTo((true, name)));

    [TestCaseSource(nameof(CipherNames))]
    public void Finds_a_cipher_by_its_name(string name) =>
        Assert.That((ContentEncryption.TryParse(name, out ContentEncryption? found), found?.Name), Is.EqualTo((true, name)));

    [TestCase("rsa-oaep")]
    [TestCase("RSA-OAEP ")]
    [TestCase("DIR")]
    [TestCase("a256gcm")]
    [TestCase("A256GCM ")]
    [TestCase(null)]
    [TestCase("")]
    [TestCase("none")]
    public void Finds_nothing_else(string? name) => Assert.That((KeyManagement.TryParse(name, out _), ContentEncryption.TryParse(name, out _)), Is.EqualTo((false, false)));

    [TestCaseSource(nameof(Made))]
    public void Tells_algorithm_and_name(string algorithm, Func<EncryptionKey> make)
    {
        using EncryptionKey key = make();
        Assert.That((key.KeyManagement.Name, key.KeyId, key.ToString()), Is.EqualTo((algorithm, "k", $"EncryptionKey ({algorithm}, kid k)")));
    }

    [TestCaseSource(nameof(MadeForDecryption))]
    public void Tells_algorithm_and_name_of_a_decryption_key(string algorithm, Func<DecryptionKey> make)
    {
        using DecryptionKey key = make();
        Assert.That(
            (key.KeyManagement.Name, key.KeyId, key.IsRemote, key.ToString()), Is.EqualTo((algorithm, "k", false, $"DecryptionKey ({algorithm}, kid k)")));
    }

    [Test]
    public void Tells_cipher_and_name_of_a_target() => Assert.That(
        EncryptionKey.RsaOaep(PublicKey, "k").Using(ContentEncryption.A256Gcm).ToString(), Is.EqualTo("EncryptionTarget (RSA-OAEP, A256GCM, kid k)"));

    [Test]
    public void Refuses_an_RSA_key_as_a_shared_one() => Assert.That(
        () => EncryptionKey.FromPublicKey(KeyManagement.Direct, PublicKey), Throws.ArgumentException.With.Message.EqualTo(NeedsSecret));

    [Test]
    public void Refuses_a_private_RSA_key_as_a_shared_one() => Assert.That(
        () => DecryptionKey.FromPrivateKey(KeyManagement.Direct, PrivateKey), Throws.ArgumentException.With.Message.EqualTo(NeedsSecret));

    [Test]
    public void Decrypts_RSA1_5_only_where_it_is_switched_on() => Assert.That(
        () => DecryptionKey.FromPrivateKey(KeyManagement.Rsa15, PrivateKey),
        Throws.ArgumentException.With.Message.EqualTo("Decrypting RSA1_5 is switched on per key, by DecryptionKey.Rsa15; see its remarks. (Parameter 'keyManagement')"));

    [Test]
    public void Refuses_a_key_id_of_257_characters([ValueSource(nameof(ManagementNames))] string algorithm) => Assert.That(
        () => TestEncryption.All.First(test => test.KeyManagement.Name == algorithm).NewDecryptionKey(new string('k', 257)),
        Throws.ArgumentException.With.Message.EqualTo("The key id has 257 characters; at most 256 are accepted. (Parameter 'keyId')"));

    [Test]
    public void Takes_the_private_key_over()
    {
        RsaPrivateKey privateKey = PrivateKey;
        using DecryptionKey key = DecryptionKey.RsaOaep(privateKey);
        Assert.That(() => DecryptionKey.RsaOaep(privateKey), Throws.InstanceOf<ObjectDisposedException>());
    }

    [TestCase("RSA-OAEP")]
    [TestCase("RSA-OAEP-256")]
    [TestCase("RSA1_5")]
    public void Wraps_a_fresh_content_key_each_time(string algorithm)
    {
        TestEncryption test = TestEncryption.Wrapping.First(known => known.KeyManagement.Name == algorithm);
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(TestKeys.Pkcs8);
        EncryptionTarget target = test.NewTarget();
        IEnumerable<string> contentKeys =
            Enumerable.Range(0, 20).Select(_ => Convert.ToHexString(rsa.Decrypt(JweText.Part(Jwe.Encrypt([], target), 1), test.KeyManagement.Padding!)));
        Assert.That(contentKeys, Is.Unique.And.All.Length.EqualTo(2 * test.Content.KeyLength));
    }
}
