using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Signing and verification keys made of JWKs, and the JWKs that are refused for that.</summary>
[TestFixture]
internal sealed class JwkSigningTests
{
    private const string Secret64 = "\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow\"";

    [Test]
    public void A_private_JWK_signs_and_its_public_form_verifies([ValueSource(nameof(RsaAlgorithms))] SignatureAlgorithm algorithm)
    {
        using RsaPrivateKey privateKey = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        using Jwk jwk = privateKey.ToJwk("1", algorithm.Name, "sig");
        using SigningKey key = SigningKey.FromJwk(jwk);
        using VerificationKey verification = VerificationKey.FromJwk(Jwk.Parse(jwk.ToJson()));
        Assert.That(Jws.TryVerify(Jws.Sign([1], key), verification, out _), Is.True);
    }

    [Test]
    public void The_algorithm_of_a_JWK_need_not_be_said()
    {
        using SigningKey key = SigningKey.FromJwk(Jwk.Parse($$"""{"kty":"oct","alg":"HS512",{{Secret64}}}"""));
        Assert.That(key.Algorithm, Is.SameAs(SignatureAlgorithm.Hs512));
    }

    [Test]
    public void The_key_id_is_that_of_the_JWK_unless_another_is_given([Values(null, "other")] string? keyId)
    {
        Jwk jwk = Jwk.Parse($$"""{"kty":"oct","alg":"HS256","kid":"own",{{Secret64}}}""");
        using SigningKey key = SigningKey.FromJwk(jwk, keyId: keyId);
        using VerificationKey verification = VerificationKey.FromJwk(jwk, keyId: keyId);
        Assert.That((key.KeyId, verification.KeyId), Is.EqualTo((keyId ?? "own", keyId ?? "own")));
    }

    [Test]
    public void The_key_id_is_that_of_an_RSA_JWK_unless_another_is_given([Values(null, "other")] string? keyId)
    {
        using RsaPrivateKey privateKey = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        using Jwk jwk = privateKey.ToJwk("own", "RS256", "sig");
        using SigningKey key = SigningKey.FromJwk(jwk, keyId: keyId);
        using VerificationKey verification = VerificationKey.FromJwk(Jwk.Parse(jwk.ToJson()), keyId: keyId);
        Assert.That((key.KeyId, verification.KeyId), Is.EqualTo((keyId ?? "own", keyId ?? "own")));
    }

    [Test]
    public void The_public_JWK_of_a_key_has_its_members_in_the_usual_order()
    {
        using SigningKey key = SigningKey.Rs256(RsaPrivateKey.FromPem(TestKeys.Pkcs8), "1");
        Assert.That(key.VerificationKey.PublicJwk!.ToJson(), Does.StartWith("""{"kty":"RSA","use":"sig","alg":"RS256","kid":"1","n":"rg"""));
    }

    [Test]
    public void The_thumbprint_can_be_the_key_id()
    {
        RsaPrivateKey privateKey = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        using SigningKey key = SigningKey.Rs256(privateKey, keyId: privateKey.Thumbprint);
        Assert.That(key.KeyId, Is.EqualTo(key.VerificationKey.PublicKey!.Thumbprint).And.Length.EqualTo(43));
    }

    [TestCase("\"use\":\"enc\"", "The JWK's \"use\" is \"enc\"; \"sig\" is needed for this purpose, or no \"use\" at all.")]
    [TestCase("\"use\":\"SIG\"", "The JWK's \"use\" is of its own making; \"sig\" is needed for this purpose, or no \"use\" at all.")]
    [TestCase("\"key_ops\":[\"verify\"]", "The JWK's \"key_ops\" does not permit this purpose; \"sign\" is needed, or no \"key_ops\" at all.")]
    [TestCase("\"alg\":\"RSA-OAEP\"", "The JWK's \"alg\" is RSA-OAEP; a key for signatures names one of HS256, HS384, HS512, RS256, RS384, RS512, or none.")]
    [TestCase("\"alg\":\"none\"", "The JWK's \"alg\" is one that is not supported; a key for signatures names one of HS256, HS384, HS512, RS256, RS384, RS512, or none.")]
    [TestCase("\"alg\":\"HS384\"", "The JWK's \"alg\" is HS384, and HS256 was asked for; leave the choice to the key.")]
    [TestCase("\"alg\":\"RS256\"", "The JWK's \"alg\" is RS256, and HS256 was asked for; leave the choice to the key.")]
    public void Refuses_a_JWK_that_is_for_something_else(string label, string message) => Assert.That(
        () => SigningKey.FromJwk(Jwk.Parse($$"""{"kty":"oct",{{label}},{{Secret64}}}"""), SignatureAlgorithm.Hs256),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));

    [Test]
    public void Refuses_to_verify_with_a_secret_for_signing_only() => Assert.That(
        () => VerificationKey.FromJwk(Jwk.Parse($$"""{"kty":"oct","key_ops":["sign"],{{Secret64}}}"""), SignatureAlgorithm.Hs256),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The JWK's \"key_ops\" does not permit this purpose; \"verify\" is needed, or no \"key_ops\" at all."));

    [Test]
    public void Refuses_a_JWK_without_an_algorithm_where_none_is_said() => Assert.That(
        () => SigningKey.FromJwk(Jwk.Parse($$"""{"kty":"oct",{{Secret64}}}""")),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The JWK names no algorithm (\"alg\"); say which one it serves, such as SignatureAlgorithm.Rs256."));

    [Test]
    public void Refuses_an_algorithm_of_another_kind_of_key_also_in_the_JWK_itself() => Assert.Multiple(() =>
    {
        Assert.That(
            () => VerificationKey.FromJwk(Jwk.Parse(JwkText.With(Rfc7517Vectors.PublicRsa, "alg", "HS256"))),
            Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK is of type RSA, with which HS256 does not work; HS algorithms need oct, RS algorithms RSA."));
        Assert.That(
            () => SigningKey.FromJwk(Jwk.Parse($$"""{"kty":"oct",{{Secret64}}}"""), SignatureAlgorithm.Rs256),
            Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK is of type oct, with which RS256 does not work; HS algorithms need oct, RS algorithms RSA."));
    });

    [Test]
    public void Refuses_to_sign_with_a_public_JWK() => Assert.That(
        () => SigningKey.FromJwk(Jwk.Parse(Rfc7517Vectors.PublicRsa)),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK is a public RSA key; the private one is needed, with \"d\" and the primes."));

    [Test]
    public void Refuses_a_secret_that_is_too_short_and_says_where_it_came_from() => Assert.That(
        () => SigningKey.FromJwk(Jwk.Parse(Rfc7517Vectors.WrappingKey.Replace("A128KW", "HS256", StringComparison.Ordinal))),
        Throws.TypeOf<CryptographicException>().With.Message.StartsWith("The secret has 16 bytes (read from a JWK); HS256 needs at least 32. "));

    [Test]
    public void Throws_for_null() => Assert.Multiple(() =>
    {
        Assert.That(() => SigningKey.FromJwk(null!), Throws.ArgumentNullException);
        Assert.That(() => VerificationKey.FromJwk(null!), Throws.ArgumentNullException);
    });

    private static IEnumerable<SignatureAlgorithm> RsaAlgorithms() => SignatureAlgorithm.All.Where(static algorithm => !algorithm.IsSymmetric);
}
