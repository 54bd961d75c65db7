using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class ValidationPolicyTests
{
    private static readonly VerificationKey Key = SampleKeys.Hs256.VerificationKey;

    [Test]
    public void Refuses_no_keys() => Refused(SamplePolicy.Make(keys: []), "The policy has no key, or one that is null; at least one VerificationKey is needed.");

    [Test]
    public void Refuses_a_null_key() =>
        Refused(SamplePolicy.Make(keys: [Key, null!]), "The policy has no key, or one that is null; at least one VerificationKey is needed.");

    [Test]
    public void Refuses_null_keys() => Refused(
        new ValidationPolicy { Keys = null!, Issuer = "a", Audience = "b", Use = TokenUse.Reusable },
        "The policy's Keys is null; a policy leaves nothing unchecked by omission.");

    [Test]
    public void Refuses_the_same_key_id_twice() => Refused(
        SamplePolicy.Make(keys: [SampleKeys.NamedHs256.VerificationKey, VerificationKey.Hs256(Secret.Generate(), "2026-01")]),
        "Two keys of the policy have the same key id; a token could not say which one it means.");

    [Test]
    public void Accepts_key_ids_that_differ_in_case() => Accepted(SamplePolicy.Make(keys:
        [VerificationKey.Hs256(Secret.Generate(), "a"), VerificationKey.Hs256(Secret.Generate(), "A")]));

    [Test]
    public void Accepts_several_keys_without_id() => Accepted(SamplePolicy.Make(keys: [Key, SampleKeys.OtherHs256.VerificationKey]));

    [Test]
    public void Refuses_a_null_issuer() => Refused(
        new ValidationPolicy { Keys = [Key], Issuer = null!, Audience = "b", Use = TokenUse.Reusable },
        "The policy's Issuer is null; a policy leaves nothing unchecked by omission.");

    [Test]
    public void Refuses_a_null_audience() => Refused(
        new ValidationPolicy { Keys = [Key], Issuer = "a", Audience = null!, Use = TokenUse.Reusable },
        "The policy's Audience is null; a policy leaves nothing unchecked by omission.");

    [Test]
    public void Refuses_a_null_use() => Refused(
        new ValidationPolicy { Keys = [Key], Issuer = "a", Audience = "b", Use = null! },
        "The policy's Use is null; a policy leaves nothing unchecked by omission.");

    [Test]
    public void Refuses_null_required_claims() => Refused(
        new ValidationPolicy { Keys = [Key], Issuer = "a", Audience = "b", Use = TokenUse.Reusable, RequiredClaims = null! },
        "The policy's RequiredClaims is null; a policy leaves nothing unchecked by omission.");

    [Test]
    public void Refuses_an_empty_required_claim() =>
        Refused(SamplePolicy.Make(requiredClaims: ["scope", string.Empty]), "A name in the policy's RequiredClaims is empty.");

    [Test]
    public void Refuses_a_null_required_claim() => Refused(SamplePolicy.Make(requiredClaims: [null!]), "A name in the policy's RequiredClaims is empty.");

    [Test]
    public void Refuses_a_negative_skew() => Refused(
        SamplePolicy.Make(clockSkew: TimeSpan.FromTicks(-1)),
        "The policy's ClockSkew is -00:00:00.0000001; 0 to 5 minutes are accepted, because each minute of it is a minute in which expired tokens pass.");

    [Test]
    public void Refuses_a_skew_over_5_minutes() => Refused(
        SamplePolicy.Make(clockSkew: TimeSpan.FromMinutes(5) + TimeSpan.FromTicks(1)),
        "The policy's ClockSkew is 00:05:00.0000001; 0 to 5 minutes are accepted, because each minute of it is a minute in which expired tokens pass.");

    [TestCase(0)]
    [TestCase(5)]
    public void Accepts_a_skew_of_0_to_5_minutes(int minutes) => Accepted(SamplePolicy.Make(clockSkew: TimeSpan.FromMinutes(minutes)));

    [TestCase(0)]
    [TestCase(-1)]
    public void Refuses_no_or_negative_length(int length) =>
        Refused(SamplePolicy.Make(maximumLength: length), $"The policy's MaximumLength is {length}; at least 1 is needed.");

    [TestCase("")]
    [TestCase("a b")]
    public void Refuses_a_type_that_is_no_media_type(string type) => Refused(
        SamplePolicy.Make(type: type),
        "A media type such as 'JWT' or 'at+jwt' is needed: 1 to 256 printable ASCII characters without spaces; null leaves it out. (Parameter 'Type')");

    [Test]
    public void Has_a_skew_of_30_seconds_by_default() => Assert.That(Barest().ClockSkew, Is.EqualTo(TimeSpan.FromSeconds(30)));

    [Test]
    public void Has_a_length_of_16_KiB_by_default() => Assert.That(Barest().MaximumLength, Is.EqualTo(16384));

    [Test]
    public void Refuses_tokens_without_end_by_default() => Assert.That(Barest().AllowUnlimitedLifetime, Is.False);

    [Test]
    public async Task Does_not_follow_later_changes_of_the_key_list()
    {
        List<VerificationKey> keys = [Key];
        JwtValidator validator = new(SamplePolicy.Make(keys: VerificationKeys.From(keys)), new FixedTimeProvider(SamplePolicy.Now));

        keys.Clear();

        Assert.That((await validator.ValidateAsync(RawToken.WithMember("\"a\":1"))).Succeeded, Is.True);
    }

    [Test]
    public void Throws_when_the_policy_is_null() => Assert.That(() => new JwtValidator((ValidationPolicy)null!), Throws.ArgumentNullException);

    private static ValidationPolicy Barest() => new() { Keys = [Key], Issuer = "a", Audience = "b", Use = TokenUse.Reusable };

    private static void Refused(ValidationPolicy policy, string message) =>
        Assert.That(() => new JwtValidator(policy), Throws.ArgumentException.With.Message.EqualTo(message));

    private static void Accepted(ValidationPolicy policy) => Assert.That(() => new JwtValidator(policy), Throws.Nothing);
}
