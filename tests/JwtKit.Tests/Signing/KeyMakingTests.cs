using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KeyMakingTests
{
    [Test]
    public void Each_short_form_makes_a_signing_key_of_its_algorithm()
    {
        using SigningKey hs256 = SigningKey.Hs256(Secret.Generate());
        using SigningKey hs384 = SigningKey.Hs384(Secret.Generate());
        using SigningKey hs512 = SigningKey.Hs512(Secret.Generate());
        using SigningKey rs256 = SigningKey.Rs256(RsaPrivateKey.FromPem(TestKeys.Pkcs8));
        using SigningKey rs384 = SigningKey.Rs384(RsaPrivateKey.FromPem(TestKeys.Pkcs8));
        using SigningKey rs512 = SigningKey.Rs512(RsaPrivateKey.FromPem(TestKeys.Pkcs8));
        SigningKey[] keys = [hs256, hs384, hs512, rs256, rs384, rs512];
        Assert.That(keys.Select(static key => key.Algorithm), Is.EqualTo(SignatureAlgorithm.All));
    }

    [Test]
    public void Each_short_form_makes_a_verification_key_of_its_algorithm()
    {
        RsaPublicKey publicKey = RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo);
        using VerificationKey hs256 = VerificationKey.Hs256(Secret.Generate());
        using VerificationKey hs384 = VerificationKey.Hs384(Secret.Generate());
        using VerificationKey hs512 = VerificationKey.Hs512(Secret.Generate());
        using VerificationKey rs256 = VerificationKey.Rs256(publicKey);
        using VerificationKey rs384 = VerificationKey.Rs384(publicKey);
        using VerificationKey rs512 = VerificationKey.Rs512(publicKey);
        VerificationKey[] keys = [hs256, hs384, hs512, rs256, rs384, rs512];
        Assert.That(keys.Select(static key => key.Algorithm), Is.EqualTo(SignatureAlgorithm.All));
    }

    [TestCase("RS256")]
    [TestCase("RS384")]
    [TestCase("RS512")]
    public void Refuses_a_secret_for_an_RSA_algorithm(string algorithm)
    {
        string message = $"{algorithm} needs an RSA key; a shared secret serves the HMAC algorithms only. (Parameter 'algorithm')";
        using Secret secret = Secret.Generate();
        Assert.Multiple(() =>
        {
            Assert.That(() => SigningKey.FromSecret(TestSigningKeys.Algorithm(algorithm), secret), Throws.ArgumentException.With.Message.EqualTo(message));
            Assert.That(() => VerificationKey.FromSecret(TestSigningKeys.Algorithm(algorithm), secret), Throws.ArgumentException.With.Message.EqualTo(message));
        });
    }

    [TestCase("HS256")]
    [TestCase("HS384")]
    [TestCase("HS512")]
    public void Refuses_an_RSA_key_for_HMAC(string algorithm)
    {
        string message = $"{algorithm} needs a shared secret; an RSA key serves the RSA algorithms only. (Parameter 'algorithm')";
        using RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        Assert.Multiple(() =>
        {
            Assert.That(() => SigningKey.FromPrivateKey(TestSigningKeys.Algorithm(algorithm), key), Throws.ArgumentException.With.Message.EqualTo(message));
            Assert.That(() => VerificationKey.FromPublicKey(TestSigningKeys.Algorithm(algorithm), key.GetPublicKey()), Throws.ArgumentException.With.Message.EqualTo(message));
        });
    }

    [Test]
    public void Throws_for_null() => Assert.Multiple(() =>
    {
        Assert.That(() => SigningKey.Hs256(null!), Throws.ArgumentNullException);
        Assert.That(() => SigningKey.Rs256(null!), Throws.ArgumentNullException);
        Assert.That(() => VerificationKey.Hs256(null!), Throws.ArgumentNullException);
        Assert.That(() => VerificationKey.Rs256(null!), Throws.ArgumentNullException);
        Assert.That(() => SigningKey.FromSecret(null!, Secret.Generate()), Throws.ArgumentNullException);
        Assert.That(() => VerificationKey.FromPublicKey(null!, RsaPublicKey.FromPem(TestKeys.Pkcs1Public)), Throws.ArgumentNullException);
    });

    [Test]
    public void A_signing_key_erases_its_secret_when_disposed()
    {
        Secret secret = Secret.FromText(TestSigningKeys.SecretText);
        ReadOnlySpan<byte> bytes = secret.Peek();
        SigningKey key = SigningKey.Hs256(secret);
        key.Dispose();
        Assert.That(bytes.ToArray(), Is.All.Zero);
    }

    [Test]
    public void A_verification_key_erases_its_secret_when_disposed()
    {
        Secret secret = Secret.FromText(TestSigningKeys.SecretText);
        ReadOnlySpan<byte> bytes = secret.Peek();
        VerificationKey key = VerificationKey.Hs256(secret);
        key.Dispose();
        Assert.That(bytes.ToArray(), Is.All.Zero);
    }

    [Test]
    public void A_private_key_is_not_taken_over_by_a_key_that_was_refused()
    {
        using RsaPrivateKey privateKey = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        Assert.That(() => SigningKey.Rs256(privateKey, keyId: "\n"), Throws.ArgumentException);
        using SigningKey key = SigningKey.Rs256(privateKey);
        Assert.That(key.Algorithm, Is.SameAs(SignatureAlgorithm.Rs256));
    }
}
