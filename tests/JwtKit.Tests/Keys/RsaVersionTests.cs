using System.Formats.Asn1;
using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A45: the versions of PKCS#1 and PKCS#8 that private keys name, and what may stand in each.</summary>
[TestFixture]
internal sealed class RsaVersionTests
{
    private const string MorePrimes =
        "The key is an RSA key of more than two primes (PKCS#1 version 1), such as a three-prime RSA key, which is not supported. Make a key of two primes: openssl genrsa -out private.pem 3072";

    private const string NoSuchPkcs1 =
        "The RSA private key says that it has a version of PKCS#1 that does not exist (RFC 8017 appendix A.1.2 has 0 and 1); the key is damaged or forged. Take the key from its source again.";

    private const string NoSuchPkcs8 =
        "The private key says that it has a version of PKCS#8 that does not exist (RFC 5958 section 2 has 0 and 1); the key is damaged or forged. Take the key from its source again.";

    private static byte[] Pkcs1 => RsaForm.Pkcs1Private.GoodDer();

    [TestCase(2)]
    [TestCase(-1)]
    [TestCase(256)]
    [TestCase(long.MaxValue)]
    public void A45_Refuses_a_version_of_PKCS1_that_does_not_exist(long version) => Refuses(RsaForm.Pkcs1Private, WithVersion(Pkcs1, version), NoSuchPkcs1);

    [Test]
    public void A45_Refuses_a_version_of_PKCS1_that_does_not_exist_inside_of_PKCS8() =>
        Refuses(RsaForm.Pkcs8, RsaDer.Pkcs8(RsaDer.RsaEncryption, WithVersion(Pkcs1, 2)), NoSuchPkcs1);

    [TestCase(2)]
    [TestCase(5)]
    [TestCase(-1)]
    [TestCase(long.MaxValue)]
    public void A45_Refuses_a_version_of_PKCS8_that_does_not_exist(long version) =>
        Refuses(RsaForm.Pkcs8, WithVersion(RsaForm.Pkcs8.GoodDer(), version), NoSuchPkcs8);

    [Test]
    public void A45_Refuses_a_version_of_PKCS8_that_does_not_exist_inside_of_an_encrypted_key() => Assert.That(
        () => RsaPrivateKey.FromPem(Encrypted(WithVersion(RsaForm.Pkcs8.GoodDer(), 5)), "x"),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(NoSuchPkcs8));

    [Test]
    public void A45_Names_a_three_prime_key([Values] bool inPkcs8)
    {
        byte[] key = WithMore(WithVersion(Pkcs1, 1), static writer =>
        {
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteInteger(3);
                writer.WriteInteger(3);
                writer.WriteInteger(3);
            }
        });
        Refuses(inPkcs8 ? RsaForm.Pkcs8 : RsaForm.Pkcs1Private, inPkcs8 ? RsaDer.Pkcs8(RsaDer.RsaEncryption, key) : key, MorePrimes);
    }

    [Test]
    public void Refuses_something_behind_the_numbers_of_a_key_of_two_primes() => Refuses(
        RsaForm.Pkcs1Private,
        WithMore(Pkcs1, static writer => writer.WriteInteger(3)),
        "The PEM block 'RSA PRIVATE KEY' is damaged: its bytes are not one complete key of that form. Copy the file again, whole.");

    [Test]
    public void A45_Refuses_a_private_exponent_beyond_the_modulus()
    {
        using RSA rsa = SampleKeys.CreateRsa();
        RSAParameters numbers = rsa.ExportParameters(includePrivateParameters: true);
        numbers.D = [1, .. numbers.D!];
        Refuses(
            RsaForm.Pkcs1Private,
            RsaDer.Pkcs1Private(numbers, changed: (PrivateNumber)(-1)),
            "The RSA private exponent is not smaller than the modulus; the key is damaged or forged. Take the key from its source again.");
    }

    [Test]
    public void Reads_the_second_version_of_PKCS8_with_its_public_key() => Assert.That(
        PemOf(WithMore(WithVersion(RsaForm.Pkcs8.GoodDer(), 1), static writer => writer.WriteBitString(RsaForm.Pkcs1Public.GoodDer(), tag: new Asn1Tag(TagClass.ContextSpecific, 1)))),
        Is.EqualTo(TestKeys.Pkcs8.ReplaceLineEndings("\n")));

    [Test]
    public void Reads_attributes_of_PKCS8([Values(0, 1)] int version) => Assert.That(
        PemOf(WithMore(WithVersion(RsaForm.Pkcs8.GoodDer(), version), static writer =>
        {
            using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
            }
        })),
        Is.EqualTo(TestKeys.Pkcs8.ReplaceLineEndings("\n")));

    [Test]
    public void Refuses_a_public_key_in_the_first_version_of_PKCS8() => Refuses(
        RsaForm.Pkcs8,
        WithMore(RsaForm.Pkcs8.GoodDer(), static writer => writer.WriteBitString(RsaForm.Pkcs1Public.GoodDer(), tag: new Asn1Tag(TagClass.ContextSpecific, 1))),
        "The PEM block 'PRIVATE KEY' is damaged: its bytes are not one complete key of that form. Copy the file again, whole.");

    private static byte[] WithVersion(byte[] der, long version) => RsaDer.Sequence(writer =>
    {
        AsnReader key = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        key.ReadInteger();
        writer.WriteInteger(version);
        while (key.HasData)
        {
            writer.WriteEncodedValue(key.ReadEncodedValue().Span);
        }
    });

    private static byte[] WithMore(byte[] der, Action<AsnWriter> more) => RsaDer.Sequence(writer =>
    {
        AsnReader key = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        while (key.HasData)
        {
            writer.WriteEncodedValue(key.ReadEncodedValue().Span);
        }

        more(writer);
    });

    private static string PemOf(byte[] pkcs8)
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(RsaForm.Pkcs8.Pem(pkcs8));
        return key.ExportPem();
    }

    /// <summary>PBES2 with PBKDF2 of HMAC-SHA-256, one round, and AES-256-CBC.</summary>
    private static string Encrypted(byte[] pkcs8)
    {
        byte[] salt = new byte[16], vector = new byte[16];
        using Aes aes = Aes.Create();
        aes.Key = Rfc2898DeriveBytes.Pbkdf2("x", salt, 1, HashAlgorithmName.SHA256, 32);
        byte[] encrypted = aes.EncryptCbc(pkcs8, vector);
        return PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", RsaDer.Sequence(writer =>
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.5.13");
                using (writer.PushSequence())
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier("1.2.840.113549.1.5.12");
                        using (writer.PushSequence())
                        {
                            writer.WriteOctetString(salt);
                            writer.WriteInteger(1);
                            using (writer.PushSequence())
                            {
                                writer.WriteObjectIdentifier("1.2.840.113549.2.9");
                                writer.WriteNull();
                            }
                        }
                    }

                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier("2.16.840.1.101.3.4.1.42");
                        writer.WriteOctetString(vector);
                    }
                }
            }

            writer.WriteOctetString(encrypted);
        }));
    }

    private static void Refuses(RsaForm form, byte[] der, string message) =>
        Assert.That(() => form.Read(form.Pem(der)), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));
}
