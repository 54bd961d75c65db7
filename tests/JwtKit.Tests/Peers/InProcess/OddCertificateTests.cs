using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;

namespace JwtKit.Tests.Peers;

/// <summary>Certificates that BouncyCastle makes and hardly anybody issues. JwtKit takes the key out and judges nothing but the key.</summary>
[TestFixture]
internal sealed class OddCertificateTests
{
    private const string Vendor = "1.3.6.1.4.1.99999.1";
    private const string BasicConstraints = "2.5.29.19";

    private static readonly OddCertificate Plain = new();

    private static readonly Dictionary<string, OddCertificate> WithTheKey = new(StringComparer.Ordinal)
    {
        ["plain"] = Plain,
        ["version 1"] = Plain with { Version = null },
        ["version 1 with extensions"] = Plain with { Version = null, Extensions = [new OddExtension(BasicConstraints, false, [0x30, 0])] },
        ["serial number 0"] = Plain with { Serial = BigInteger.Zero },
        ["negative serial number"] = Plain with { Serial = BigInteger.ValueOf(-5) },
        ["serial number of 40 bytes"] = Plain with { Serial = BigInteger.One.ShiftLeft(318) },
        ["no names"] = Plain with { Subject = "" },
        ["from 1950 to 9999"] = Plain with { Begin = new DateTime(1950, 1, 1, 0, 0, 0, DateTimeKind.Utc), End = new DateTime(9999, 12, 31, 23, 59, 59, DateTimeKind.Utc) },
        ["end before its beginning"] = Plain with { End = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc) },
        ["unknown critical extension"] = Plain with { Extensions = [new OddExtension(Vendor, true, [5, 0])] },
        ["extension that is no ASN.1"] = Plain with { Extensions = [new OddExtension(Vendor, false, [0xFF, 1])] },
        ["repeated extension"] = Plain with { Extensions = [new OddExtension(Vendor, false, [5, 0]), new OddExtension(Vendor, false, [5, 0])] },
        ["MD5 signature"] = Plain with { SignatureAlgorithm = "MD5WITHRSA" },
        ["PSS signature"] = Plain with { SignatureAlgorithm = "SHA256WITHRSAANDMGF1" },
        ["wrong signature"] = Plain with { HasRightSignature = false },
    };

    private static IEnumerable<string> Names => WithTheKey.Keys;

    [Test]
    public void Tries_as_many_as_were_counted() => Assert.That(WithTheKey, Has.Count.EqualTo(15));

    [TestCaseSource(nameof(Names))]
    public void Takes_the_key_out_of_PEM(string name) => Assert.That(
        RsaPublicKey.FromPem(BouncyCastleKeys.Pem("CERTIFICATE", WithTheKey[name].Encode())).ExportPem(), Is.EqualTo(TestKeys.SubjectPublicKeyInfo.ReplaceLineEndings("\n")));

    [TestCaseSource(nameof(Names))]
    public void Takes_the_key_out_of_the_object_that_NET_made(string name)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(WithTheKey[name].Encode());

        Assert.That(RsaPublicKey.FromCertificate(certificate).ExportPem(), Is.EqualTo(TestKeys.SubjectPublicKeyInfo.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Refuses_a_key_that_is_bound_to_PSS() => Refuses(
        Plain with { Key = new SubjectPublicKeyInfo(new AlgorithmIdentifier(PkcsObjectIdentifiers.IdRsassaPss), PublicNumbers(BouncyCastleKeys.PublicKey.Modulus, 65537)) },
        "The key is an RSA key bound to PSS signatures, which are not supported (object identifier 1.2.840.113549.1.1.10); an RSA key is needed. Make one: openssl genrsa -out private.pem 3072");

    [Test]
    public void Refuses_a_key_of_Ed25519() => Refuses(
        Plain with { Key = new SubjectPublicKeyInfo(new AlgorithmIdentifier(new DerObjectIdentifier("1.3.101.112")), new byte[32]) },
        "The key is an Ed25519 key (object identifier 1.3.101.112); an RSA key is needed. Make one: openssl genrsa -out private.pem 3072");

    [Test]
    public void Refuses_a_modulus_of_1024_bits() => Refuses(
        WithNumbers(BouncyCastleKeys.PublicKey.Modulus.ShiftRight(1024).SetBit(0), 65537),
        "The RSA key has 1024 bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072");

    [Test]
    public void Refuses_an_even_modulus() => Refuses(
        WithNumbers(BouncyCastleKeys.PublicKey.Modulus.ClearBit(0), 65537),
        "The RSA modulus is even, so it is not the product of two large primes; the key is damaged or forged.");

    [Test]
    public void Refuses_a_negative_modulus() => Refuses(
        WithNumbers(BouncyCastleKeys.PublicKey.Modulus.Negate(), 65537), "The RSA key holds a negative number; the key is damaged or forged.");

    [Test]
    public void Refuses_the_exponent_1() => Refuses(
        WithNumbers(BouncyCastleKeys.PublicKey.Modulus, 1), "The RSA public exponent is 1; an odd number is needed, usually 65537.");

    [TestCase(0)]
    [TestCase(9)]
    public void Takes_the_right_key_or_none_out_of_a_version_that_does_not_exist(int version)
    {
        // Whether .NET loads such a certificate differs by system; the key is the right one or none.
        string pem = BouncyCastleKeys.Pem("CERTIFICATE", (Plain with { Version = version }).Encode());
        string? found = null;
        try
        {
            found = RsaPublicKey.FromPem(pem).ExportPem();
        }
        catch (CryptographicException)
        {
        }

        Assert.That(found, Is.Null.Or.EqualTo(TestKeys.SubjectPublicKeyInfo.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Refuses_a_byte_behind_the_end() =>
        Assert.That(() => RsaPublicKey.FromPem(BouncyCastleKeys.Pem("CERTIFICATE", [.. Plain.Encode(), 0])), Throws.TypeOf<CryptographicException>());

    private static OddCertificate WithNumbers(BigInteger modulus, int exponent) =>
        Plain with { Key = new SubjectPublicKeyInfo(new AlgorithmIdentifier(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance), PublicNumbers(modulus, exponent)) };

    private static DerSequence PublicNumbers(BigInteger modulus, int exponent) => new(new DerInteger(modulus), DerInteger.ValueOf(exponent));

    private static void Refuses(OddCertificate certificate, string message) => Assert.That(
        () => RsaPublicKey.FromPem(BouncyCastleKeys.Pem("CERTIFICATE", certificate.Encode())), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));
}
