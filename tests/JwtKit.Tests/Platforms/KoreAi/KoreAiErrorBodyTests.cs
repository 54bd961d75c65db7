using System.Reflection;
using System.Text.Json;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The platform's answer to a refused token.</summary>
[TestFixture]
internal sealed class KoreAiErrorBodyTests
{
    private const string LongPayload = """{"iss":"cs-1","sub":"john","aud":"https://idproxy.kore.com/authorize","jti":"1","exp":1767229201}""";

    private static string Long => RawToken.WithPayload(LongPayload);

    private static IEnumerable<string> Codes => typeof(TokenFailureCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static constant => (string)constant.GetValue(null)!);

    [Test]
    public async Task Writes_the_platforms_words_for_a_lifetime_that_is_too_long() => Assert.That(
        KoreAi.ErrorBody(await Verdict.FailureOf(Long, KoreAi.ValidationPolicy(SampleKoreAi.App))),
        Is.EqualTo("""{"errors":[{"msg":"error verifying the jwt: if \"jti\" claim \"exp\" must be <= 1 hour(s)","code":401}]}"""));

    [Test]
    public async Task Writes_the_platforms_words_for_a_replay()
    {
        ValidationPolicy policy = KoreAi.ValidationPolicy(SampleKoreAi.App);
        string token = SampleKoreAi.User(""","jti":"1" """);
        await Verdict.TokenOf(token, policy);

        Assert.That(
            KoreAi.ErrorBody(await Verdict.FailureOf(token, policy)), Is.EqualTo("""{"errors":[{"msg":"error verifying the jwt: possibly a replay","code":401}]}"""));
    }

    [TestCaseSource(nameof(Codes))]
    public void Is_one_strict_object_in_the_platforms_form_for_each_code(string code)
    {
        string body = KoreAi.ErrorBody(new TokenFailure(code, "A sentence with \"quotes\" and a \\."));
        bool isStrict = StrictJson.IsStrictValue(RawToken.Utf8(body));
        JsonElement error = JsonElement.Parse(body).GetProperty("errors")[0];

        Assert.That(
            (isStrict, error.GetProperty("msg").GetString()!.StartsWith("error verifying the jwt: ", StringComparison.Ordinal), error.GetProperty("code").GetInt32()),
            Is.EqualTo((true, true, KoreAi.ErrorStatusCode)));
    }

    [TestCaseSource(nameof(Codes))]
    public void Holds_nothing_of_the_token(string code) =>
        Assert.That(KoreAi.ErrorBody(new TokenFailure(code, "Fixed.", "expected-text", "found-text")), Does.Not.Contain("-text"));

    [Test]
    public async Task Says_what_is_wrong_otherwise() => Assert.That(
        KoreAi.ErrorBody(await Verdict.FailureOf("no token", KoreAi.ValidationPolicy(SampleKoreAi.App))),
        Is.EqualTo(
            """{"errors":[{"msg":"error verifying the jwt: The text is not a token: three base64url segments with dots between them for a signed one, five for an encrypted one, the first a strict JSON header.","code":401}]}"""));
}
