using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Encrypted tokens at a door that has its policies looked up, with keys of its own and without.</summary>
[TestFixture]
internal sealed class EncryptedPolicySourceTests
{
    private static readonly JwtDescriptor Content = SampleEncryption.Content with { Claims = new ClaimSet { ["kore_iss"] = "cs-9", ["appId"] = "cs-8" } };

    private static readonly EncryptionTarget Named = new TestEncryption(KeyManagement.RsaOaep, ContentEncryption.A256Gcm).NewTarget("platform");

    private static DecryptionKey Key => SampleEncryption.OaepKey;

    [Test]
    public async Task Opens_the_token_and_hints_from_the_inside()
    {
        SamplePolicySource source = new(static _ => SampleEncryption.Policy());
        await Validate(source, SampleEncryption.Nested(Content, Named, SampleKeys.NamedHs256), Key);
        Assert.That(
            source.Hints.Select(static hint => (hint.IsEncrypted, hint.KeyId, hint.Algorithm, hint.Issuer, Text(hint, "kore_iss"), Text(hint, "appId"))),
            Is.EqualTo(new[] { (true, "2026-01", "HS256", "cs-1", "cs-9", "cs-8") }));

        static string? Text(TokenHint hint, string claim) => hint.TryGet(claim, out string? text) ? text : null;
    }

    [Test]
    public async Task Hints_from_the_outside_without_keys_of_its_own()
    {
        SamplePolicySource source = new(static _ => SampleEncryption.Policy());
        await Validate(source, SampleEncryption.Nested(Content, Named));
        Assert.That(source.Hints, Is.EqualTo(new[] { new TokenHint { IsEncrypted = true, KeyId = "platform", Algorithm = "RSA-OAEP" } }));
    }

    [Test]
    public async Task Hints_that_a_signed_token_is_not_encrypted()
    {
        SamplePolicySource source = new(static _ => SamplePolicy.Make());
        await Validate(source, RawToken.WithPayload(RawToken.Payload), Key);
        Assert.That(source.Hints.Single().IsEncrypted, Is.False);
    }

    [Test]
    public async Task Accepts_the_token_that_it_opened() =>
        Assert.That(await CodeOf(SampleEncryption.Nested(), static _ => SampleEncryption.Policy(), Key), Is.EqualTo("accepted"));

    [Test]
    public async Task Accepts_the_token_that_the_policy_opened() =>
        Assert.That(await CodeOf(SampleEncryption.Nested(), static _ => SampleEncryption.Policy()), Is.EqualTo("accepted"));

    [Test]
    public async Task Refuses_the_token_where_the_policy_has_no_keys() =>
        Assert.That(await CodeOf(SampleEncryption.Nested(), static _ => SamplePolicy.Make(), Key), Is.EqualTo("encrypted"));

    [Test]
    public async Task Refuses_the_token_where_the_policy_has_another_key() =>
        Assert.That(await CodeOf(SampleEncryption.Nested(), static _ => SampleEncryption.Policy(SampleEncryption.DirectKey), Key), Is.EqualTo("encrypted"));

    [Test]
    public async Task Refuses_an_encrypted_token_where_neither_door_nor_policy_has_keys() =>
        Assert.That(await CodeOf(SampleEncryption.Nested(), static _ => SamplePolicy.Make()), Is.EqualTo("encrypted"));

    [Test]
    public async Task Refuses_a_signed_token_where_the_policy_has_keys() =>
        Assert.That(await CodeOf(RawToken.WithPayload(RawToken.Payload), static _ => SampleEncryption.Policy(), Key), Is.EqualTo("not_encrypted"));

    [Test]
    public async Task Accepts_a_signed_token_where_the_policy_has_no_keys() =>
        Assert.That(await CodeOf(RawToken.WithPayload(RawToken.Payload), static _ => SamplePolicy.Make(), Key), Is.EqualTo("accepted"));

    [Test]
    public async Task Refuses_a_token_for_which_no_policy_is_found() =>
        Assert.That(await CodeOf(SampleEncryption.Nested(), static _ => null, Key), Is.EqualTo("no_policy"));

    [Test]
    public async Task Asks_for_no_policy_where_the_token_cannot_be_opened() =>
        Assert.That(await CodeAndQuestions(SampleEncryption.Nested() + "AAAA", Key), Is.EqualTo(("decryption_failed", 0)));

    [Test]
    public async Task Asks_for_no_policy_where_the_inside_is_no_token() =>
        Assert.That(await CodeAndQuestions(SampleEncryption.Around("{}"), SampleEncryption.DirectKey), Is.EqualTo(("malformed", 0)));

    [Test]
    public async Task Asks_for_no_policy_where_the_claims_are_not_strict() => Assert.That(
        await CodeAndQuestions(SampleEncryption.Around(RawToken.WithPayload("""{"iss":"a","iss":"b"}""")), SampleEncryption.DirectKey), Is.EqualTo(("invalid_claims", 0)));

    [TestCase("a.b.c.d.e", "malformed")]
    [TestCase("....", "malformed")]
    public async Task Asks_for_no_policy_for_malformed_text(string token, string code) => Assert.That(await CodeAndQuestions(token), Is.EqualTo((code, 0)));

    [Test]
    public async Task Asks_for_no_policy_for_long_text() => Assert.That(await CodeAndQuestions(new string('A', 65_533) + "....", Key), Is.EqualTo(("too_long", 0)));

    [Test]
    public async Task Verifies_the_inside_by_the_found_policy() => Assert.That(
        await CodeOf(SampleEncryption.Nested(signer: SampleKeys.OtherHs256), static _ => SampleEncryption.Policy(), Key), Is.EqualTo("invalid_signature"));

    [TestCase(0, ExpectedResult = "accepted")]
    [TestCase(1, ExpectedResult = "too_long")]
    public Task<string> Holds_the_token_that_it_opened_to_the_encrypted_length_of_the_policy(int less)
    {
        string token = SampleEncryption.Nested();
        return CodeOf(token, _ => SamplePolicy.Make(decryptionKeys: [Key], maximumEncryptedLength: token.Length - less), Key);
    }

    private static async Task<ValidationOutcome> Validate(IPolicySource source, string token, params DecryptionKey[] policyKeys) =>
        await new JwtValidator(source, policyKeys, SampleEncryption.Clock).ValidateAsync(token);

    private static async Task<string> CodeOf(string token, Func<TokenHint, ValidationPolicy?> find, params DecryptionKey[] policyKeys) =>
        (await Validate(new SamplePolicySource(find), token, policyKeys)).Failure?.Code ?? Verdict.Accepted;

    private static async Task<(string? Code, int Questions)> CodeAndQuestions(string token, params DecryptionKey[] policyKeys)
    {
        SamplePolicySource source = new(static _ => SampleEncryption.Policy());
        ValidationOutcome outcome = await Validate(source, token, policyKeys);
        return (outcome.Failure?.Code, source.Hints.Count);
    }
}
