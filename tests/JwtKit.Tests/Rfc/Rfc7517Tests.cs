using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class Rfc7517Tests
{
    [Test]
    public void Reads_the_RSA_key_of_section_A_1_from_the_set()
    {
        JwkSet set = JwkSet.Parse(Rfc7517Vectors.PublicSet);
        Jwk key = set.Find("2011-04-29")!;
        Assert.That((key.KeyType, key.Algorithm, key.HasPrivateMembers, key.GetPublicKey().KeySize), Is.EqualTo(("RSA", "RS256", false, 2048)));
    }

    [Test]
    public void Skips_the_EC_key_of_section_A_1_in_the_set()
    {
        JwkSet set = JwkSet.Parse(Rfc7517Vectors.PublicSet);
        Assert.That((set.Keys.Count, set.Skipped.Single().ToString()), Is.EqualTo((1, "Key 1 (kid 1, EC): The JWK's key type \"EC\" is not supported; RSA and oct are.")));
    }

    [TestCase(Rfc7517Vectors.PublicEc)]
    [TestCase(Rfc7517Vectors.PrivateEc)]
    public void Refuses_the_EC_keys_of_sections_A_1_and_A_2_alone(string json) => Assert.That(
        () => Jwk.Parse(json),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK's key type \"EC\" is not supported; RSA and oct are."));

    [Test]
    public void Signs_with_the_private_RSA_key_of_section_A_2_what_the_public_key_of_section_A_1_verifies()
    {
        using Jwk jwk = Jwk.Parse(Rfc7517Vectors.PrivateRsa);
        using SigningKey key = SigningKey.FromJwk(jwk);
        using VerificationKey verification = VerificationKey.FromJwk(JwkSet.Parse(Rfc7517Vectors.PublicSet).Keys[0]);
        Assert.That(Jws.TryVerify(Jws.Sign([1, 2, 3], key), verification, out _), Is.True);
    }

    [Test]
    public void Writes_the_private_RSA_key_of_section_A_2_with_its_own_numbers()
    {
        using Jwk jwk = Jwk.Parse(Rfc7517Vectors.PrivateRsa);
        Assert.That(jwk.ToJson(includePrivate: true), Is.EqualTo(
            "{\"kty\":\"RSA\",\"alg\":\"RS256\",\"kid\":\"2011-04-29\"," + Rfc7517Vectors.PrivateRsa["{\"kty\":\"RSA\",".Length..^",\"alg\":\"RS256\",\"kid\":\"2011-04-29\"}".Length] + "}"));
    }

    [TestCase(Rfc7517Vectors.PrivateSet)]
    [TestCase(Rfc7517Vectors.SecretSet)]
    public void Refuses_the_private_keys_of_sections_A_2_and_A_3_in_a_set(string json) => Assert.That(
        () => JwkSet.Parse(json),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "Key 1 of the JWK set has private members or is a secret; a set holds public keys only. Whoever could read it has the key: replace it."));

    [Test]
    public void Reads_the_secret_of_16_bytes_of_section_A_3()
    {
        using Jwk jwk = Jwk.Parse(Rfc7517Vectors.WrappingKey);
        using Secret secret = jwk.GetSecret();
        Assert.That((jwk.KeyType, jwk.Algorithm, secret.Length), Is.EqualTo(("oct", "A128KW", 16)));
    }

    [Test]
    public void Verifies_RFC_7515_A_1_with_the_HMAC_key_of_section_A_3()
    {
        using Jwk jwk = Jwk.Parse(Rfc7517Vectors.HmacKey);
        using VerificationKey key = VerificationKey.FromJwk(jwk, SignatureAlgorithm.Hs256);
        Assert.That(Jws.TryVerify(Rfc7515Vectors.HmacToken, key, out _), Is.True);
    }

    [Test]
    public void Reads_the_key_id_with_spaces_of_section_A_3()
    {
        using Jwk jwk = Jwk.Parse(Rfc7517Vectors.HmacKey);
        Assert.That(jwk.KeyId, Is.EqualTo("HMAC key used in JWS spec Appendix A.1 example"));
    }
}
