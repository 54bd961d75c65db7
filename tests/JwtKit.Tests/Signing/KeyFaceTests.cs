using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What every key says of itself, and what it is made from.</summary>
[TestFixture("HS256")]
[TestFixture("HS384")]
[TestFixture("HS512")]
[TestFixture("RS256")]
[TestFixture("RS384")]
[TestFixture("RS512")]
internal sealed class KeyFaceTests(string algorithm)
{
    [Test]
    public void A_signing_key_prints_its_algorithm()
    {
        using SigningKey key = TestSigningKeys.Create(algorithm);
        Assert.That(key.ToString(), Is.EqualTo($"SigningKey ({algorithm})"));
    }

    [Test]
    public void A_signing_key_prints_its_key_id()
    {
        using SigningKey key = TestSigningKeys.Create(algorithm, "2026-01");
        Assert.That(key.ToString(), Is.EqualTo($"SigningKey ({algorithm}, kid 2026-01)"));
    }

    [Test]
    public void A_verification_key_prints_its_algorithm()
    {
        using VerificationKey key = TestSigningKeys.CreateVerification(algorithm);
        Assert.That(key.ToString(), Is.EqualTo($"VerificationKey ({algorithm})"));
    }

    [Test]
    public void A_verification_key_prints_its_key_id()
    {
        using VerificationKey key = TestSigningKeys.CreateVerification(algorithm, "2026-01");
        Assert.That(key.ToString(), Is.EqualTo($"VerificationKey ({algorithm}, kid 2026-01)"));
    }

    [Test]
    public void A_key_carries_its_algorithm()
    {
        using SigningKey key = TestSigningKeys.Create(algorithm);
        Assert.That(key.Algorithm, Is.SameAs(TestSigningKeys.Algorithm(algorithm)));
    }

    [Test]
    public void A_key_and_its_verification_key_have_one_key_id()
    {
        using SigningKey key = TestSigningKeys.Create(algorithm, "2026-01");
        Assert.That((key.KeyId, key.VerificationKey.KeyId), Is.EqualTo(("2026-01", "2026-01")));
    }

    [Test]
    public void A_key_has_no_key_id_by_itself()
    {
        using SigningKey key = TestSigningKeys.Create(algorithm);
        Assert.That(key.KeyId, Is.Null);
    }

    [Test]
    public void A_key_makes_its_verification_key_once()
    {
        using SigningKey key = TestSigningKeys.Create(algorithm);
        Assert.That(key.VerificationKey, Is.SameAs(key.VerificationKey));
    }

    [Test]
    public void A_key_publishes_exactly_what_is_public()
    {
        using SigningKey key = TestSigningKeys.Create(algorithm);
        string? expected = key.Algorithm.IsSymmetric ? null : TestKeys.SubjectPublicKeyInfo.ReplaceLineEndings("\n");
        Assert.That(key.VerificationKey.PublicKey?.ExportPem(), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("a\nb")]
    public void Both_kinds_of_key_refuse_a_key_id_that_breaks_the_rule(string keyId) => Assert.Multiple(() =>
    {
        Assert.That(() => TestSigningKeys.Create(algorithm, keyId), Throws.ArgumentException.With.Property("ParamName").EqualTo("keyId"));
        Assert.That(() => TestSigningKeys.CreateVerification(algorithm, keyId), Throws.ArgumentException.With.Property("ParamName").EqualTo("keyId"));
    });
}
