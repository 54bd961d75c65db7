using System.Numerics;
using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The rules on the public numbers, over all four forms.</summary>
[TestFixture]
internal sealed class WeakRsaKeyTests
{
    private static readonly BigInteger Usual = 65537;

    [Test]
    public void Refuses_a_modulus_of_another_length([Values] RsaForm form, [Values(0, 1, 512, 1024, 2040, 2047, 16385, 32768)] int bits) => Assert.That(
        () => form.Read(form.Pem(OddModulus(bits), Usual)),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            $"The RSA key has {bits} bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072"));

    [TestCase(512)]
    [TestCase(1024)]
    public void Refuses_a_real_short_key(int bits)
    {
        using RSA rsa = RSA.Create(bits);
        Assert.That(
            () => RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()),
            Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
                $"The RSA key has {bits} bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072"));
    }

    [TestCase(2048)]
    [TestCase(2049)]
    [TestCase(2055)]
    [TestCase(2056)]
    [TestCase(16384)]
    public void Accepts_a_public_modulus_of_2048_to_16384_bits(int bits) =>
        Assert.That(RsaForm.Pkcs1Public.Read(RsaForm.Pkcs1Public.Pem(RsaModuli.Good(bits), Usual)), Is.EqualTo(bits));

    [Test]
    public void Refuses_an_even_modulus([Values] RsaForm form) => Assert.That(
        () => form.Read(form.Pem(OddModulus(2048) - 1, Usual)),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The RSA modulus is even, so it is not the product of two large primes; the key is damaged or forged."));

    [Test]
    public void Refuses_a_negative_modulus([Values] RsaForm form) => Assert.That(
        () => form.Read(form.Pem(-OddModulus(2048), Usual)),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The RSA key holds a negative number; the key is damaged or forged."));

    [Test]
    public void Refuses_a_negative_exponent([Values] RsaForm form) => Assert.That(
        () => form.Read(form.Pem(OddModulus(2048), -Usual)),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The RSA key holds a negative number; the key is damaged or forged."));

    [Test]
    public void Refuses_an_exponent_that_is_even_or_under_3([Values] RsaForm form, [Values] bool allowSmallExponent, [Values(0, 1, 2, 4, 65536, 65538)] int exponent) => Assert.That(
        () => form.Read(form.Pem(OddModulus(2048), exponent), allowSmallExponent),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo($"The RSA public exponent is {exponent}; an odd number is needed, usually 65537."));

    [Test]
    public void Refuses_a_small_exponent([Values] RsaForm form, [Values(3, 5, 17, 257, 65535)] int exponent) => Assert.That(
        () => form.Read(form.Pem(OddModulus(2048), exponent)),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            $"The RSA public exponent is {exponent}; at least 65537 is needed. allowSmallExponent: true admits one key that has a smaller one."));

    [TestCase(3)]
    [TestCase(17)]
    public void Accepts_a_small_exponent_of_a_public_key_where_it_is_allowed(int exponent) =>
        Assert.That(RsaForm.Pkcs1Public.Read(RsaForm.Pkcs1Public.Pem(RsaModuli.Good(2048), exponent), allowSmallExponent: true), Is.EqualTo(2048));

    [Test]
    public void Refuses_a_private_key_with_the_exponent_3() => Assert.That(
        () => RsaPrivateKey.FromPem(UnusualKeys.Exponent3),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The RSA public exponent is 3; at least 65537 is needed. allowSmallExponent: true admits one key that has a smaller one."));

    [Test]
    public void Signs_with_the_exponent_3_where_it_is_allowed()
    {
        using SigningKey key = SigningKey.Rs256(RsaPrivateKey.FromPem(UnusualKeys.Exponent3, allowSmallExponent: true));
        Assert.That(Jws.TryVerify(Jws.Sign([1, 2, 3], key), key.VerificationKey, out _), Is.True);
    }

    [Test]
    public void Accepts_an_exponent_of_8_bytes()
    {
        string pem = RsaForm.Pkcs1Public.Pem(RsaModuli.Good(2048), ulong.MaxValue);
        Assert.That(RsaForm.Pkcs1Public.Read(pem), Is.EqualTo(2048));
    }

    [Test]
    public void Refuses_a_longer_exponent([Values] RsaForm form, [Values(65, 2048)] int bits) => Assert.That(
        () => form.Read(form.Pem(OddModulus(2048), OddModulus(bits))),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            $"The RSA public exponent has {(bits + 7) / 8} bytes; at most 8 are accepted, because a long one makes each verification slow. 65537 is usual."));

    private static BigInteger OddModulus(int bits) => (BigInteger.One << bits) - 1;
}
