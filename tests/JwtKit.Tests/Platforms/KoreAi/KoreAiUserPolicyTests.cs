using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>An SDK user's token on the platform's side.</summary>
[TestFixture]
internal sealed class KoreAiUserPolicyTests
{
    private static IEnumerable<KoreAiAliases> Aliases => Enumerable.Range(0, 8).Select(static value => (KoreAiAliases)value);

    [TestCaseSource(nameof(Aliases))]
    public async Task Accepts_the_preset_with_each_alias(KoreAiAliases aliases)
    {
        ValidatedToken token = await Verdict.TokenOf(
            Jwt.Sign(KoreAi.UserToken("cs-1", "john", aliases: aliases) with { TokenId = TokenId.Exactly("t-1") }, SampleKeys.Hs256, SampleKoreAi.Clock), Policy());

        Assert.That((token.Issuer, token.Subject, token.TokenId), Is.EqualTo(("cs-1", "john", "t-1")));
    }

    [TestCaseSource(nameof(Aliases))]
    public async Task Accepts_the_encrypted_preset_with_each_alias(KoreAiAliases aliases) => Assert.That(
        await Verdict.CodeOf(
            SampleKoreAi.Encrypt(KoreAi.UserToken("cs-1", "john", aliases: aliases, privateClaims: new JsonObject { ["a"] = 1 })),
            KoreAi.ValidationPolicy(SampleKoreAi.App with { EnforceEncryption = true, DecryptionKeys = [SampleKoreAi.OaepKey] })),
        Is.EqualTo("accepted"));

    [Test]
    public async Task Keeps_the_raw_claims_by_name()
    {
        ValidatedToken token = await Verdict.TokenOf(SampleKoreAi.User(""","kore_sub":"mary" """), Policy());

        Assert.That((token.Subject, token.GetRequiredString("sub"), token.GetRequiredString("kore_sub")), Is.EqualTo(("mary", "john", "mary")));
    }

    [TestCase("cs-1", "other", ExpectedResult = "issuer_mismatch")]
    [TestCase("other", "cs-1", ExpectedResult = "accepted")]
    [TestCase("cs-1", "", ExpectedResult = "issuer_mismatch")]
    public Task<string> The_platforms_issuer_counts(string issuer, string koreIssuer) => Verdict.CodeOf(
        RawToken.WithPayload($$"""{"iss":"{{issuer}}","kore_iss":"{{koreIssuer}}","sub":"john","aud":"https://idproxy.kore.com/authorize","exp":1767225900}"""), Policy());

    [TestCase("cs-2")]
    [TestCase("CS-1")]
    [TestCase("cs-1 ")]
    public async Task Refuses_another_app(string clientId) => Assert.That(
        await Verdict.CodeOf(Jwt.Sign(KoreAi.UserToken(clientId, "john"), SampleKeys.Hs256, SampleKoreAi.Clock), Policy()), Is.EqualTo("issuer_mismatch"));

    [Test]
    public async Task Refuses_an_app_of_another_secret() => Assert.That(
        await Verdict.CodeOf(Jwt.Sign(KoreAi.UserToken("cs-1", "john"), SampleKeys.OtherHs256, SampleKoreAi.Clock), Policy()), Is.EqualTo("invalid_signature"));

    [Test]
    public async Task Refuses_an_API_token() => Assert.That(
        await Verdict.CodeOf(Jwt.Sign(KoreAi.ApiToken("cs-1", "reporting"), SampleKeys.Hs256, SampleKoreAi.Clock), Policy()), Is.EqualTo("issuer_mismatch"));

    [TestCase("""{"iss":"cs-1","sub":"john","aud":["https://idproxy.kore.com/authorize"],"exp":1767225900}""", ExpectedResult = "audience_mismatch")]
    [TestCase("""{"iss":"cs-1","sub":"john","aud":"https://idproxy.kore.com","exp":1767225900}""", ExpectedResult = "audience_mismatch")]
    [TestCase("""{"iss":"cs-1","sub":"john","exp":1767225900}""", ExpectedResult = "audience_mismatch")]
    [TestCase("""{"iss":"cs-1","aud":"https://idproxy.kore.com/authorize","exp":1767225900}""", ExpectedResult = "claim_missing")]
    [TestCase("""{"iss":"cs-1","sub":"","aud":"https://idproxy.kore.com/authorize","exp":1767225900}""", ExpectedResult = "claim_missing")]
    [TestCase("""{"iss":"cs-1","sub":"john","kore_sub":"","aud":"https://idproxy.kore.com/authorize","exp":1767225900}""", ExpectedResult = "claim_missing")]
    [TestCase("""{"iss":"cs-1","kore_sub":"john","aud":"https://idproxy.kore.com/authorize","exp":1767225900}""", ExpectedResult = "accepted")]
    [TestCase("""{"iss":"cs-1","sub":"john","aud":"https://idproxy.kore.com/authorize"}""", ExpectedResult = "expiration_missing")]
    [TestCase("""{"iss":"cs-1","sub":"john","aud":"https://idproxy.kore.com/authorize","exp":1767225900000}""", ExpectedResult = "invalid_time")]
    [TestCase("""{"iss":"cs-1","sub":"john","aud":"https://idproxy.kore.com/authorize","exp":1767225601}""", ExpectedResult = "accepted")]
    [TestCase("""{"iss":"cs-1","sub":"john","aud":"https://idproxy.kore.com/authorize","exp":1767225600}""", ExpectedResult = "expired")]
    public Task<string> Reads_the_registered_claims(string payload) => Verdict.CodeOf(RawToken.WithPayload(payload), Policy());

    [TestCase("", ExpectedResult = "accepted")]
    [TestCase(""","isAnonymous":true""", ExpectedResult = "accepted")]
    [TestCase(""","isAnonymous":false""", ExpectedResult = "accepted")]
    [TestCase(""","isAnonymous":"false" """, ExpectedResult = "invalid_claims")]
    [TestCase(""","isAnonymous":0""", ExpectedResult = "invalid_claims")]
    [TestCase(""","isAnonymous":null""", ExpectedResult = "invalid_claims")]
    [TestCase(""","isAnonymou\u0073":1""", ExpectedResult = "invalid_claims")]
    [TestCase(""","identityToMerge":"v-1" """, ExpectedResult = "accepted")]
    [TestCase(""","identityToMerge":"" """, ExpectedResult = "invalid_claims")]
    [TestCase(""","identityToMerge":7""", ExpectedResult = "invalid_claims")]
    [TestCase(""","privateClaims":{"a":1}""", ExpectedResult = "accepted")]
    [TestCase(""","privateClaims":[]""", ExpectedResult = "invalid_claims")]
    [TestCase(""","secureCustomData":{}""", ExpectedResult = "accepted")]
    [TestCase(""","secureCustomData":"a" """, ExpectedResult = "invalid_claims")]
    [TestCase(""","iat":1767225630""", ExpectedResult = "accepted")]
    [TestCase(""","iat":1767225631""", ExpectedResult = "issued_in_future")]
    [TestCase(""","iat":1767225600000""", ExpectedResult = "invalid_time")]
    [TestCase(""","nbf":1767225630""", ExpectedResult = "accepted")]
    [TestCase(""","nbf":1767225631""", ExpectedResult = "not_yet_valid")]
    public Task<string> Reads_what_else_a_user_token_has(string member) => Verdict.CodeOf(SampleKoreAi.User(member), Policy());

    [Test]
    public async Task Unlimited_API_tokens_leave_user_tokens_limited() => Assert.That(
        await Verdict.CodeOf(
            RawToken.WithPayload("""{"iss":"cs-1","sub":"john","aud":"https://idproxy.kore.com/authorize"}"""),
            KoreAi.ValidationPolicy(SampleKoreAi.App with { AllowUnlimitedApiTokens = true })),
        Is.EqualTo("expiration_missing"));

    private static ValidationPolicy Policy() => KoreAi.ValidationPolicy(SampleKoreAi.App);
}
