using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class SecretStrengthTests
{
    [TestCase("HS256", 32)]
    [TestCase("HS384", 48)]
    [TestCase("HS512", 64)]
    public void Accepts_as_many_bytes_as_the_hash_has(string algorithm, int length) =>
        Assert.That(() => Require(Secret.FromText(new string('s', length)), algorithm), Throws.Nothing);

    [TestCase("HS256", 31, 32)]
    [TestCase("HS384", 47, 48)]
    [TestCase("HS512", 63, 64)]
    [TestCase("HS256", 1, 32)]
    public void Refuses_fewer(string algorithm, int length, int needed) => Assert.That(
        () => Require(Secret.FromText(new string('s', length)), algorithm),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            $"The secret has {length} bytes (taken as text); {algorithm} needs at least {needed}. "
            + $"Secret.Generate({needed}) makes one; a vendor's shorter secret is admitted by Secret.AllowShort(), in configuration by AllowShortSecret."));

    [Test]
    public void Says_of_a_short_secret_how_it_was_decoded() => Assert.That(
        () => Require(Secret.FromBase64(Convert.ToBase64String(new byte[24])), "HS256"),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The secret has 24 bytes (decoded from base64); HS256 needs at least 32. "
            + "Secret.Generate(32) makes one; a vendor's shorter secret is admitted by Secret.AllowShort(), in configuration by AllowShortSecret."));

    [Test]
    public void Counts_bytes_and_not_characters() =>
        Assert.That(() => Require(Secret.FromText(new string('ä', 16)), "HS256"), Throws.Nothing);

    [Test]
    public void Accepts_a_short_secret_that_was_admitted() =>
        Assert.That(() => Require(Secret.FromText("short").AllowShort(), "HS512"), Throws.Nothing);

    [Test]
    public void Refuses_a_public_key_also_where_short_secrets_were_admitted() => Assert.That(
        () => Require(Secret.FromText(TestKeys.SubjectPublicKeyInfo).AllowShort(), "HS256"), Throws.TypeOf<CryptographicException>());

    [Test]
    public void Accepts_random_secrets_that_begin_like_DER()
    {
        Random random = FixedSeed.NewRandom();
        byte[] bytes = new byte[64];
        Assert.Multiple(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                random.NextBytes(bytes);
                bytes[0] = 0x30;
                Assert.That(() => Require(Secret.FromBytes(bytes), "HS512"), Throws.Nothing, Convert.ToHexString(bytes));
            }
        });
    }

    [Test]
    public void Accepts_random_secrets_that_form_one_DER_sequence_of_exactly_their_length()
    {
        Random random = FixedSeed.NewRandom();
        byte[] bytes = new byte[64];
        Assert.Multiple(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                random.NextBytes(bytes);
                bytes[0] = 0x30;
                bytes[1] = 62;
                Assert.That(() => Require(Secret.FromBytes(bytes), "HS512"), Throws.Nothing, Convert.ToHexString(bytes));
            }
        });
    }

    [TestCase("MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=")]
    [TestCase("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQE=")]
    [TestCase("demo-client-secret-0123456789-abcdefghijklmn")]
    [TestCase("{\"a\":\"some JSON that happens to be a secret\"}")]
    [TestCase("{ not JSON at all, but a brace at the start }")]
    [TestCase("----- a line of dashes is not yet a key -----")]
    public void Accepts_44_characters_as_text(string text) => Assert.That(() => Require(Secret.FromText(text), "HS256"), Throws.Nothing);

    private static void Require(Secret secret, string algorithm)
    {
        using (secret)
        {
            SecretRules.Require(secret, algorithm, SignatureAlgorithm.All.Single(candidate => candidate.Name == algorithm).HashLength);
        }
    }
}
