using System.Security.Cryptography;
using NUnit.Framework;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;

namespace JwtKit.Tests.Peers;

/// <summary>PFX files (PKCS#12) that BouncyCastle made.</summary>
[TestFixture]
internal sealed class BouncyCastlePfxTests
{
    private const string Aes256 = "2.16.840.1.101.3.4.1.42";
    private const string HmacSha256 = "1.2.840.113549.2.9";
    private const string TripleDes = "1.2.840.113549.1.12.1.3";
    private const string NotOpened = "The PFX file could not be opened: the password is another one, the file is damaged, or its encryption is not supported here.";

    private static string Expected => TestKeys.Pkcs8.ReplaceLineEndings("\n");

    [TestCase("2.16.840.1.101.3.4.1.2", "1.2.840.113549.2.7")]
    [TestCase("2.16.840.1.101.3.4.1.2", HmacSha256)]
    [TestCase("2.16.840.1.101.3.4.1.22", "1.2.840.113549.2.10")]
    [TestCase(Aes256, HmacSha256)]
    [TestCase(Aes256, "1.2.840.113549.2.11")]
    [TestCase(TripleDes, null)]
    public void Reads_the_key_under_each_cipher(string cipher, string? function) => Assert.That(Read(BouncyCastleKeys.Pfx(cipher, function)), Is.EqualTo(Expected));

    [TestCase("1.3.14.3.2.26")]
    [TestCase("2.16.840.1.101.3.4.2.1")]
    [TestCase("2.16.840.1.101.3.4.2.2")]
    [TestCase("2.16.840.1.101.3.4.2.3")]
    public void Reads_the_key_under_each_MAC(string digest) =>
        Assert.That(Read(BouncyCastleKeys.WithMac(BouncyCastleKeys.Pfx(Aes256, HmacSha256), DigestOf(digest), digest)), Is.EqualTo(Expected));

    [Test]
    public void Reads_the_key_without_a_MAC() => Assert.That(Read(BouncyCastleKeys.WithMac(BouncyCastleKeys.Pfx(Aes256, HmacSha256), null, null)), Is.EqualTo(Expected));

    [Test]
    public void Refuses_a_MAC_of_a_hash_that_NET_does_not_have() => Assert.That(
        () => Read(BouncyCastleKeys.WithMac(BouncyCastleKeys.Pfx(Aes256, HmacSha256), new RipeMD160Digest(), "1.3.36.3.2.1")),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(NotOpened));

    [Test]
    public void Refuses_another_password() => Assert.That(
        () => RsaPrivateKey.FromPfx(BouncyCastleKeys.Pfx(Aes256, HmacSha256), "another"),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(NotOpened));

    [Test]
    public void Refuses_a_changed_byte_under_the_MAC()
    {
        byte[] pfx = BouncyCastleKeys.Pfx(Aes256, HmacSha256);
        pfx[pfx.Length / 2] ^= 1;

        Assert.That(() => Read(pfx), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(NotOpened));
    }

    [Test]
    public void Refuses_two_keys() => Assert.That(
        () => Read(BouncyCastleKeys.Pfx(Aes256, HmacSha256, keys: 2)),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The PFX file holds 2 certificates with a private key; exactly one is needed."));

    private static IDigest DigestOf(string identifier) => identifier switch
    {
        "1.3.14.3.2.26" => new Sha1Digest(),
        "2.16.840.1.101.3.4.2.1" => new Sha256Digest(),
        "2.16.840.1.101.3.4.2.2" => new Sha384Digest(),
        _ => new Sha512Digest(),
    };

    private static string Read(byte[] pfx)
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPfx(pfx, BouncyCastleKeys.Password);
        return key.ExportPem();
    }
}
