using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Policies whose decryption keys or lengths make no sense.</summary>
[TestFixture]
internal sealed class DecryptionPolicyTests
{
    private const string SameName = "Two decryption keys of the policy have the same key id and key management; a token could not say which one it means.";

    [Test]
    public void Refuses_null_for_the_keys() =>
        Assert.That(
            () => new JwtValidator(SamplePolicyWith(null!)),
            Throws.ArgumentException.With.Message.EqualTo("The policy's DecryptionKeys is null; a policy leaves nothing unchecked by omission."));

    [Test]
    public void Refuses_a_key_that_is_null() =>
        Assert.That(() => new JwtValidator(SamplePolicyWith([null!])), Throws.ArgumentException.With.Message.EqualTo("A decryption key of the policy is null."));

    [Test]
    public void Refuses_two_keys_of_one_name_and_one_way_of_key_management() =>
        Assert.That(() => new JwtValidator(SamplePolicyWith([Direct("a"), Direct("a")])), Throws.ArgumentException.With.Message.EqualTo(SameName));

    [Test]
    public void Refuses_them_at_the_door_too() => Assert.That(
        () => new JwtValidator(new SamplePolicySource(static _ => null), [Direct("a"), Direct("a")]), Throws.ArgumentException.With.Message.EqualTo(SameName));

    [Test]
    public void Accepts_two_keys_without_a_name() => Assert.That(() => new JwtValidator(SamplePolicyWith([Direct(null), Direct(null)])), Throws.Nothing);

    [Test]
    public void Refuses_null_for_the_keys_of_the_door() => Assert.That(
        () => new JwtValidator(new SamplePolicySource(static _ => null), (IReadOnlyList<DecryptionKey>)null!),
        Throws.ArgumentNullException.With.Property("ParamName").EqualTo("decryptionKeys"));

    [TestCase(0)]
    [TestCase(-1)]
    public void Refuses_an_encrypted_length_under_1(int length) => Assert.That(
        () => new JwtValidator(SamplePolicy.Make(maximumEncryptedLength: length)),
        Throws.ArgumentException.With.Message.EqualTo($"The policy's MaximumEncryptedLength is {length}; at least 1 is needed."));

    private static DecryptionKey Direct(string? keyId) => DecryptionKey.Direct(Secret.Generate(), keyId);

    private static ValidationPolicy SamplePolicyWith(IReadOnlyList<DecryptionKey> keys) => new()
    {
        Keys = [SampleKeys.Hs256.VerificationKey],
        DecryptionKeys = keys,
        Issuer = "cs-1",
        Audience = "orders-api",
        Use = TokenUse.Reusable,
    };
}
