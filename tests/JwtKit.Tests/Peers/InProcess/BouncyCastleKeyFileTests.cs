using System.Security.Cryptography;
using NUnit.Framework;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.X509;

namespace JwtKit.Tests.Peers;

/// <summary>Keys and PEM files that BouncyCastle made.</summary>
[TestFixture]
internal sealed class BouncyCastleKeyFileTests
{
    private static readonly string[] Ciphers = ["2.16.840.1.101.3.4.1.2", "2.16.840.1.101.3.4.1.22", "2.16.840.1.101.3.4.1.42"];

    /// <summary>HMAC with SHA-1, SHA-256, SHA-384 and SHA-512.</summary>
    private static readonly string[] Functions = ["1.2.840.113549.2.7", "1.2.840.113549.2.9", "1.2.840.113549.2.10", "1.2.840.113549.2.11"];

    private static string Expected => TestKeys.Pkcs8.ReplaceLineEndings("\n");

    private static string ExpectedPublic => TestKeys.SubjectPublicKeyInfo.ReplaceLineEndings("\n");

    [Test]
    public void Reads_PKCS1() => Reads(BouncyCastleKeys.Write(BouncyCastleKeys.PrivateKey), "RSA PRIVATE KEY");

    [Test]
    public void Reads_PKCS8() => Reads(BouncyCastleKeys.Pkcs8, "PRIVATE KEY");

    [Test]
    public void Reads_PKCS8_encrypted_under_PBES2([ValueSource(nameof(Ciphers))] string cipher, [ValueSource(nameof(Functions))] string function)
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(BouncyCastleKeys.Encrypted(cipher, function), BouncyCastleKeys.Password);

        Assert.That(key.ExportPem(), Is.EqualTo(Expected));
    }

    [Test]
    public void Refuses_another_password([ValueSource(nameof(Ciphers))] string cipher) => Assert.That(
        () => RsaPrivateKey.FromPem(BouncyCastleKeys.Encrypted(cipher, Functions[0]), "another"),
        Throws.TypeOf<CryptographicException>().With.Message.StartWith("The password does not open the key"));

    /// <summary>Named by its object identifier.</summary>
    [TestCase("1.2.840.113549.2.8")]
    [TestCase("2.16.840.1.101.3.4.2.14")]
    public void Refuses_another_function(string function) => Assert.That(
        () => RsaPrivateKey.FromPem(BouncyCastleKeys.Encrypted(Ciphers[0], function), BouncyCastleKeys.Password),
        Throws.TypeOf<CryptographicException>().With.Message.Contains(function));

    /// <summary>PBES1 and the schemes of PKCS#12, each named by its object identifier.</summary>
    [TestCase("1.2.840.113549.1.12.1.3")]
    [TestCase("1.2.840.113549.1.12.1.6")]
    [TestCase("1.2.840.113549.1.12.1.1")]
    [TestCase("1.2.840.113549.1.5.10")]
    [TestCase("1.2.840.113549.1.5.3")]
    public void Refuses_a_scheme_of_before_PBES2(string scheme) => Assert.That(
        () => RsaPrivateKey.FromPem(BouncyCastleKeys.Encrypted(scheme), BouncyCastleKeys.Password),
        Throws.TypeOf<CryptographicException>().With.Message.Contains(scheme));

    [TestCase("AES-256-CBC")]
    [TestCase("DES-EDE3-CBC")]
    public void Refuses_legacy_encryption_and_names_the_command(string algorithm) => Assert.That(
        () => RsaPrivateKey.FromPem(BouncyCastleKeys.Write(BouncyCastleKeys.PrivateKey, algorithm), BouncyCastleKeys.Password),
        Throws.TypeOf<CryptographicException>().With.Message.Contains("openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem"));

    [Test]
    public void Reads_a_public_key() => Assert.That(RsaPublicKey.FromPem(BouncyCastleKeys.Write(BouncyCastleKeys.PublicKey)).ExportPem(), Is.EqualTo(ExpectedPublic));

    [Test]
    public void Reads_a_public_key_in_PKCS1()
    {
        RsaPublicKeyStructure numbers = new(BouncyCastleKeys.PublicKey.Modulus, BouncyCastleKeys.PublicKey.Exponent);

        Assert.That(RsaPublicKey.FromPem(BouncyCastleKeys.Pem("RSA PUBLIC KEY", numbers.GetDerEncoded())).ExportPem(), Is.EqualTo(ExpectedPublic));
    }

    [TestCase(2048, 65537)]
    [TestCase(2056, 65539)]
    public void Signs_with_a_key_that_it_generated(int bits, int exponent)
    {
        AsymmetricCipherKeyPair pair = BouncyCastleKeys.Generate(bits, exponent);
        using RsaPrivateKey privateKey = RsaPrivateKey.FromPem(BouncyCastleKeys.Pem("PRIVATE KEY", PrivateKeyInfoFactory.CreatePrivateKeyInfo(pair.Private).GetDerEncoded()));
        RsaPublicKey publicKey = RsaPublicKey.FromPem(BouncyCastleKeys.Pem("PUBLIC KEY", SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(pair.Public).GetDerEncoded()));
        using SigningKey signer = SigningKey.Rs256(privateKey);
        using VerificationKey verifier = VerificationKey.Rs256(publicKey);

        Assert.That((Jws.TryVerify(Jws.Sign("payload"u8, signer), verifier, out _), publicKey.KeySize), Is.EqualTo((true, bits)));
    }

    [Test]
    public void Admits_the_exponent_3_of_a_key_that_it_generated_only_by_name()
    {
        string pem = BouncyCastleKeys.Write(BouncyCastleKeys.Generate(2048, 3).Private);
        using RsaPrivateKey admitted = RsaPrivateKey.FromPem(pem, allowSmallExponent: true);

        Assert.That(() => RsaPrivateKey.FromPem(pem), Throws.TypeOf<CryptographicException>().With.Message.StartWith("The RSA public exponent is 3; at least 65537 is needed."));
    }

    [Test]
    public void Reads_what_we_write()
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        using StringReader text = new(key.ExportPem());

        Assert.That(new Org.BouncyCastle.OpenSsl.PemReader(text).ReadObject(), Is.EqualTo(BouncyCastleKeys.PrivateKey));
    }

    [Test]
    public void Reads_the_public_key_that_we_write()
    {
        using StringReader text = new(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo).ExportPem());

        Assert.That(((RsaKeyParameters)new Org.BouncyCastle.OpenSsl.PemReader(text).ReadObject()).Modulus, Is.EqualTo(BouncyCastleKeys.PublicKey.Modulus));
    }

    private static void Reads(string pem, string label)
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(pem);

        Assert.That((pem.StartsWith($"-----BEGIN {label}-----", StringComparison.Ordinal), key.ExportPem()), Is.EqualTo((true, Expected)));
    }
}
