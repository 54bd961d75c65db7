using System.Formats.Asn1;
using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A3 and A32: keys that others can guess, compute or factor.</summary>
[TestFixture]
internal sealed class WeakKeyAttackTests
{
    /// <summary>Of 2048 bits; whether it is a product of two primes does not matter to these rules.</summary>
    private static byte[] Modulus { get; } = RsaModuli.Good(2048).ToByteArray(isUnsigned: true, isBigEndian: true);

    private static TestCaseData[] EmptySecrets =>
    [
        Case("text", static () => Secret.FromText(string.Empty)),
        Case("base64", static () => Secret.FromBase64(string.Empty)),
        Case("base64url", static () => Secret.FromBase64Url(string.Empty)),
        Case("hexadecimal digits", static () => Secret.FromHex(string.Empty)),
        Case("bytes", static () => Secret.FromBytes([])),
    ];

    [TestCaseSource(nameof(EmptySecrets))]
    public void A03_Refuses_an_empty_secret(Func<Secret> make) => Assert.That(() => make().AllowShort(), Throws.TypeOf<CryptographicException>());

    [Test]
    public void A03_Refuses_a_null_secret() => Assert.That(() => SigningKey.Hs256(null!), Throws.ArgumentNullException);

    [Test]
    public void A03_Accepts_no_token_where_a_source_names_a_policy_with_a_null_key()
    {
        SamplePolicySource source = new(static _ => SamplePolicy.Make(keys: [null!]));

        Assert.That(async () => await new JwtValidator(source).ValidateAsync(RawToken.WithPayload(RawToken.Payload)), Throws.ArgumentException);
    }

    [Test]
    public async Task A03_Takes_no_key_where_a_source_finds_no_policy()
    {
        SamplePolicySource source = new(static _ => null);

        Assert.That((await new JwtValidator(source).ValidateAsync(RawToken.WithPayload(RawToken.Payload))).Failure?.Code, Is.EqualTo("no_policy"));
    }

    [TestCase("HS256", 31)]
    [TestCase("HS384", 47)]
    [TestCase("HS512", 63)]
    public void A03_Refuses_a_secret_shorter_than_the_hash(string name, int length)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.All.Single(candidate => candidate.Name == name);

        Assert.That(
            () => VerificationKey.FromSecret(algorithm, Secret.FromBytes(new byte[length])),
            Throws.TypeOf<CryptographicException>().With.Message.Contains($"The secret has {length} bytes (given as bytes); {name} needs at least {length + 1}."));
    }

    [Test]
    public async Task A03_Never_takes_a_default_key_for_an_unknown_kid()
    {
        ValidationPolicy policy = SamplePolicy.Make(keys: [SampleKeys.NamedHs256.VerificationKey]);

        Assert.That(await Verdict.CodeOf(RawToken.WithHeader("""{"alg":"HS256","kid":"unknown"}"""), policy), Is.EqualTo("unknown_key"));
    }

    [TestCase(512)]
    [TestCase(1024)]
    [TestCase(1536)]
    public void A32_Refuses_a_short_RSA_key(int bits) => Assert.That(
        () => RsaPrivateKey.FromPem(SampleKeys.NewRsaPem(bits)),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo($"The RSA key has {bits} bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072"));

    [Test]
    public void A32_Refuses_a_modulus_of_2047_bits() => Assert.That(
        () => RsaPublicKey.FromPem(PublicPem([0x7f, .. Modulus[1..]], [1, 0, 1])),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The RSA key has 2047 bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072"));

    [Test]
    public void A32_Refuses_a_modulus_of_16385_bits() => Assert.That(
        () => RsaPublicKey.FromPem(PublicPem([1, .. new byte[2047], 1], [1, 0, 1])),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The RSA key has 16385 bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072"));

    [Test]
    public void A32_Refuses_an_even_modulus() => Assert.That(
        () => RsaPublicKey.FromPem(PublicPem([.. Modulus[..^1], 0xc2], [1, 0, 1])),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The RSA modulus is even, so it is not the product of two large primes; the key is damaged or forged."));

    [TestCase((byte)0)]
    [TestCase((byte)1)]
    [TestCase((byte)2)]
    [TestCase((byte)4)]
    public void A32_Refuses_an_exponent_that_cannot_be_one(byte exponent) => Assert.That(
        () => RsaPublicKey.FromPem(PublicPem(Modulus, [exponent]), allowSmallExponent: true),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo($"The RSA public exponent is {exponent}; an odd number is needed, usually 65537."));

    [Test]
    public void A32_Refuses_the_exponent_3() => Assert.That(
        () => RsaPublicKey.FromPem(PublicPem(Modulus, [3])),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The RSA public exponent is 3; at least 65537 is needed. allowSmallExponent: true admits one key that has a smaller one."));

    [Test]
    public void A32_Accepts_the_exponent_3_where_it_is_named() =>
        Assert.That(() => RsaPublicKey.FromPem(PublicPem(Modulus, [3]), allowSmallExponent: true), Throws.Nothing);

    [Test]
    public void A32_Refuses_an_even_exponent_above_65537() => Assert.That(
        () => RsaPublicKey.FromPem(PublicPem(Modulus, [1, 0, 2])), Throws.TypeOf<CryptographicException>().With.Message.Contains("65538"));

    [TestCase("RS256")]
    [TestCase("RS512")]
    public void A32_Holds_for_keys_of_any_algorithm(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.All.Single(candidate => candidate.Name == name);

        Assert.That(
            () => SigningKey.FromPrivateKey(algorithm, RsaPrivateKey.FromPem(SampleKeys.NewRsaPem(1024))), Throws.TypeOf<CryptographicException>());
    }

    private static TestCaseData Case(string name, Func<Secret> make) => new TestCaseData(make).SetArgDisplayNames(name);

    private static string PublicPem(byte[] modulus, byte[] exponent)
    {
        AsnWriter key = new(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteIntegerUnsigned(modulus);
            key.WriteIntegerUnsigned(exponent);
        }

        return PemEncoding.WriteString("RSA PUBLIC KEY", key.Encode());
    }
}
