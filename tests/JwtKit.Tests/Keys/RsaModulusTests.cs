using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A45: moduli that can be factored without effort, in every form in which a key is read.</summary>
[TestFixture]
internal sealed class RsaModulusTests
{
    private const string Roca =
        "The RSA modulus has the fingerprint of a faulty generator of keys in smart cards and security chips (ROCA, CVE-2017-15361), and can be factored. Replace the key, and make the new one in software: openssl genrsa -out private.pem 3072";

    private const string Square =
        "The RSA modulus is a perfect square: its two primes are the same, and can be factored. Make a new one: openssl genrsa -out private.pem 3072";

    private const string Close =
        "The RSA modulus is the product of two primes that lie close together, and can be factored. Make a new one: openssl genrsa -out private.pem 3072";

    [Test]
    public void A45_Refuses_the_ROCA_fingerprint([Values] RsaForm form) => Refuses(form, RsaModuli.Roca(2048), Roca);

    [TestCase(2049, 167)]
    [TestCase(3072, 701)]
    [TestCase(4096, 971)]
    [TestCase(16384, 167)]
    public void A45_Refuses_the_ROCA_fingerprint_of_any_length(int bits, int largestPrime) => Refuses(RsaForm.SubjectPublicKeyInfo, RsaModuli.Roca(bits, largestPrime), Roca);

    [Test]
    public void A45_Accepts_a_modulus_that_misses_the_ROCA_fingerprint_at_the_last_prime() =>
        Accepts(RsaModuli.Roca(2048, largestPrime: 151));

    [Test]
    public void A45_Refuses_a_small_factor([Values] RsaForm form, [Values(3, 5, 997)] int prime) => Refuses(
        form,
        RsaModuli.Good(2048) * prime,
        $"The RSA modulus is divisible by {prime}, so it is not the product of two large primes; the key is damaged or forged. Make a new one: openssl genrsa -out private.pem 3072");

    [Test]
    public void A45_Refuses_each_prime_under_1000_as_a_factor()
    {
        int[] primes = [.. Enumerable.Range(3, 997).Where(static number => Enumerable.Range(2, number - 2).All(divisor => number % divisor != 0))];
        Assert.That(
            primes.Where(static prime => RsaModulusRules.FaultOf((RsaModuli.Good(2048) * prime).ToByteArray(isUnsigned: true, isBigEndian: true))?.Contains($" {prime},", StringComparison.Ordinal) == true).ToArray(),
            Is.EqualTo(primes).And.Length.EqualTo(167));
    }

    [Test]
    public void A45_Accepts_a_factor_above_1000() => Accepts(RsaModuli.Good(2048) * 1009);

    [Test]
    public void A45_Refuses_a_perfect_square([Values] RsaForm form) => Refuses(form, BigInteger.Pow(RsaModuli.Good(1024), 2), Square);

    [Test]
    public void A45_Refuses_a_perfect_square_of_any_length([Values(1025, 1536, 2048, 8192)] int bits) =>
        Refuses(RsaForm.Pkcs1Public, BigInteger.Pow(RsaModuli.Good(bits), 2), Square);

    [Test]
    public void A45_Refuses_primes_that_lie_close_together([Values] RsaForm form) => Refuses(form, RsaModuli.Close(2048, 2), Close);

    [Test]
    public void A45_Refuses_primes_as_close_as_a_search_for_the_next_prime_leaves_them([Values(2048, 3072, 4096)] int bits, [Values(700, 1_000_000)] int distance) =>
        Refuses(RsaForm.Pkcs1Public, RsaModuli.Close(bits, distance), Close);

    [Test]
    public void A45_Refuses_a_weak_modulus_in_a_certificate()
    {
        using X509Certificate2 certificate = CertificateOf(RsaModuli.Roca(2048));
        Assert.Multiple(() =>
        {
            Assert.That(() => RsaPublicKey.FromCertificate(certificate), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Roca));
            Assert.That(() => RsaPublicKey.FromPem(certificate.ExportCertificatePem()), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Roca));
            Assert.That(() => RsaPrivateKey.FromCertificate(certificate), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Roca));
        });
    }

    [Test]
    public void A45_Refuses_a_weak_modulus_in_a_PFX_file()
    {
        RSAParameters numbers = RsaModuli.ClosePrivateKey();
        using RSA rsa = RSA.Create(numbers);
        using X509Certificate2 certificate = CertificateOf(new BigInteger(numbers.Modulus!, isUnsigned: true, isBigEndian: true));
        using X509Certificate2 whole = certificate.CopyWithPrivateKey(rsa);

        Assert.That(() => RsaPrivateKey.FromPfx(whole.Export(X509ContentType.Pfx, "x"), "x"), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Close));
    }

    [Test]
    public void A45_Refuses_a_weak_modulus_of_a_whole_private_key([Values] bool isEncrypted)
    {
        using RSA rsa = RSA.Create(RsaModuli.ClosePrivateKey());
        string pem = isEncrypted
            ? rsa.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1))
            : rsa.ExportPkcs8PrivateKeyPem();

        Assert.That(() => RsaPrivateKey.FromPem(pem, isEncrypted ? "x" : null), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Close));
    }

    [Test]
    public void A45_Refuses_a_weak_modulus_in_a_JWK([Values] bool isPrivate) => Assert.That(
        () => Jwk.Parse(JwkText.With(isPrivate ? Rfc7517Vectors.PrivateRsa : Rfc7517Vectors.PublicRsa, "n", Base64UrlText.Encode(Bytes(RsaModuli.Roca(2048))))),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Roca));

    [Test]
    public void A45_Refuses_a_weak_modulus_also_where_a_small_exponent_is_allowed() => Assert.That(
        () => RsaForm.Pkcs1Public.Read(RsaForm.Pkcs1Public.Pem(RsaModuli.Roca(2048), 3), allowSmallExponent: true),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Roca));

    [Test]
    public void A45_Accepts_keys_that_are_generated()
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        Assert.That(RsaModulusRules.FaultOf(key.Numbers.Modulus), Is.Null);
    }

    private static void Refuses(RsaForm form, BigInteger modulus, string message) =>
        Assert.That(() => form.Read(form.Pem(modulus, 65537)), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));

    private static void Accepts(BigInteger modulus) =>
        Assert.That(RsaForm.Pkcs1Public.Read(RsaForm.Pkcs1Public.Pem(modulus, 65537)), Is.EqualTo((int)modulus.GetBitLength()));

    private static byte[] Bytes(BigInteger number) => number.ToByteArray(isUnsigned: true, isBigEndian: true);

    /// <summary>Nobody has the private key, so that another one signs.</summary>
    private static X509Certificate2 CertificateOf(BigInteger modulus)
    {
        using RSA issuer = SampleKeys.CreateRsa();
        byte[] info = RsaDer.SubjectPublicKeyInfo(RsaDer.RsaEncryption, RsaDer.Pkcs1Public(modulus, 65537));
        CertificateRequest request = new(new X500DistinguishedName("CN=weak"), PublicKey.CreateFromSubjectPublicKeyInfo(info, out _), HashAlgorithmName.SHA256);
        return request.Create(new X500DistinguishedName("CN=issuer"), X509SignatureGenerator.CreateForRSA(issuer, RSASignaturePadding.Pkcs1), SamplePolicy.Now, SamplePolicy.Now.AddDays(1), [1]);
    }
}
