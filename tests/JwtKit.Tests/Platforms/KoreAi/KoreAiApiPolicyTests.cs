using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The token for the public APIs on the platform's side.</summary>
[TestFixture]
internal sealed class KoreAiApiPolicyTests
{
    [Test]
    public async Task Accepts_the_preset() => Assert.That(
        await Verdict.CodeOf(Jwt.Sign(KoreAi.ApiToken("cs-1", "reporting"), SampleKeys.Hs256, SampleKoreAi.Clock), Policy()), Is.EqualTo("accepted"));

    [Test]
    public async Task Accepts_the_encrypted_preset() => Assert.That(
        await Verdict.CodeOf(
            SampleKoreAi.Encrypt(KoreAi.ApiToken("cs-1", "reporting")),
            KoreAi.ValidationPolicy(SampleKoreAi.App with { EnforceEncryption = true, DecryptionKeys = [SampleKoreAi.OaepKey] }, KoreAiTokenKind.Api)),
        Is.EqualTo("accepted"));

    [TestCase("""{"appId":"cs-1","sub":"a","exp":1767225900,"iss":"anyone"}""", ExpectedResult = "accepted")]
    [TestCase("""{"appId":"cs-2","sub":"a","exp":1767225900}""", ExpectedResult = "issuer_mismatch")]
    [TestCase("""{"appId":"CS-1","sub":"a","exp":1767225900}""", ExpectedResult = "issuer_mismatch")]
    [TestCase("""{"appId":"cs-1 ","sub":"a","exp":1767225900}""", ExpectedResult = "issuer_mismatch")]
    [TestCase("""{"appId":1,"sub":"a","exp":1767225900}""", ExpectedResult = "invalid_claims")]
    [TestCase("""{"appId":null,"sub":"a","exp":1767225900}""", ExpectedResult = "invalid_claims")]
    [TestCase("""{"appid":"cs-1","sub":"a","exp":1767225900}""", ExpectedResult = "claim_missing")]
    [TestCase("""{"App ID":"cs-1","sub":"a","exp":1767225900}""", ExpectedResult = "claim_missing")]
    [TestCase("""{"app ID":"cs-1","sub":"a","exp":1767225900}""", ExpectedResult = "claim_missing")]
    [TestCase("""{"iss":"cs-1","sub":"a","exp":1767225900}""", ExpectedResult = "claim_missing")]
    [TestCase("""{"appId":"cs-1","exp":1767225900}""", ExpectedResult = "claim_missing")]
    [TestCase("""{"appId":"cs-1","sub":"","exp":1767225900}""", ExpectedResult = "claim_missing")]
    [TestCase("""{"appId":"cs-1","kore_sub":"a","exp":1767225900}""", ExpectedResult = "claim_missing")]
    [TestCase("""{"appId":"cs-1","sub":1,"exp":1767225900}""", ExpectedResult = "invalid_claims")]
    [TestCase("""{"appId":"cs-1","sub":"a"}""", ExpectedResult = "expiration_missing")]
    public Task<string> Reads_the_claims(string payload) => Verdict.CodeOf(RawToken.WithPayload(payload), Policy());

    [Test]
    public async Task Says_which_app_was_found()
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithPayload("""{"appId":"cs-2","sub":"a","exp":1767225900}"""), Policy());

        Assert.That((failure.Description, failure.Expected, failure.Found), Is.EqualTo(("The appId is not the expected Client ID.", "cs-1", "cs-2")));
    }

    [TestCase("""{"appId":"cs-1","sub":"a"}""", ExpectedResult = "accepted")]
    [TestCase("""{"appId":"cs-1","sub":"a","jti":"1"}""", ExpectedResult = "expiration_missing")]
    public Task<string> Accepts_the_sample_of_the_guide_without_exp_where_allowed_by_name(string payload) => Verdict.CodeOf(
        RawToken.WithPayload(payload), KoreAi.ValidationPolicy(SampleKoreAi.App with { AllowUnlimitedApiTokens = true }, KoreAiTokenKind.Api));

    private static ValidationPolicy Policy() => KoreAi.ValidationPolicy(SampleKoreAi.App, KoreAiTokenKind.Api);
}
