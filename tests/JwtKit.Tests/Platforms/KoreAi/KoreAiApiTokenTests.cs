using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KoreAiApiTokenTests
{
    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    [Test]
    public void Writes_sub_and_appId() => Assert.That(
        Payload(KoreAi.ApiToken("cs-1", "reporting")), Is.EqualTo("""{"sub":"reporting","iat":1767225600,"exp":1767225900,"appId":"cs-1"}"""));

    [Test]
    public void Writes_a_jti_for_an_app_that_enforces_one() => Assert.That(
        Payload(KoreAi.ApiToken("cs-1", "reporting") with { TokenId = TokenId.Generate }), Does.Contain("\"jti\":"));

    [Test]
    public void Is_accepted_without_end_where_it_has_no_jti() =>
        Assert.That(() => Payload(KoreAi.ApiToken("cs-1", "reporting") with { Lifetime = TokenLifetime.Unlimited }), Throws.Nothing);

    [Test]
    public void Refuses_a_token_without_subject() => Assert.That(
        () => Payload(KoreAi.ApiToken("cs-1", "reporting") with { Subject = null }),
        Throws.TypeOf<TokenRuleException>().With.Message.EqualTo("A Kore.ai API token needs a Subject; none was found."));

    [Test]
    public void Refuses_a_token_whose_appId_was_replaced() => AppIdRefused([]);

    [Test]
    public void Refuses_an_appId_that_is_no_text() => AppIdRefused(new ClaimSet { ["appId"] = 1 });

    [Test]
    public void Refuses_an_empty_appId() => AppIdRefused(new ClaimSet { ["appId"] = string.Empty });

    [TestCase("", "reporting", "clientId")]
    [TestCase("cs-1", "", "subject")]
    public void Refuses_empty_text(string clientId, string subject, string parameter) =>
        Assert.That(() => KoreAi.ApiToken(clientId, subject), Throws.ArgumentException.With.Property("ParamName").EqualTo(parameter));

    private static void AppIdRefused(ClaimSet claims) => Assert.That(
        () => Payload(KoreAi.ApiToken("cs-1", "reporting") with { Claims = claims }),
        Throws.TypeOf<TokenRuleException>().With.Message.EqualTo(
            "A Kore.ai API token needs the claim 'appId' with the Client ID as text. Claims.With keeps the preset's claims where further ones are added."));

    private static string Payload(JwtDescriptor descriptor) => RawToken.PayloadOf(Jwt.Sign(descriptor, SampleKeys.Hs256, Clock));
}
