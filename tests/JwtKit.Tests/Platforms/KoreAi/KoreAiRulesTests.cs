using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What holds for each of Kore.ai's tokens, also after <c>with</c>.</summary>
[TestFixture]
internal sealed class KoreAiRulesTests
{
    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    private static JwtDescriptor[] Presets => [KoreAi.UserToken("cs-1", "bob"), KoreAi.ApiToken("cs-1", "reporting") with { TokenId = TokenId.Generate }];

    private static JwtDescriptor User => KoreAi.UserToken("cs-1", "bob");

    [TestCaseSource(nameof(Presets))]
    public void Accepts_one_hour_with_a_jti(JwtDescriptor preset) =>
        Assert.That(() => Sign(preset with { Lifetime = TimeSpan.FromHours(1) }), Throws.Nothing);

    [TestCaseSource(nameof(Presets))]
    public void Refuses_a_second_more_with_a_jti(JwtDescriptor preset) => Refused(
        preset with { Lifetime = TimeSpan.FromSeconds(3601) },
        "The lifetime is 01:00:01; Kore.ai's rule is: if \"jti\" claim \"exp\" must be <= 1 hour(s). Shorten it, or leave the jti out with TokenId.None.");

    [TestCaseSource(nameof(Presets))]
    public void Refuses_a_given_jti_with_more_than_an_hour(JwtDescriptor preset) => Refused(
        preset with { Lifetime = TokenLifetime.Until(SamplePolicy.Now.AddHours(2)), TokenId = TokenId.Exactly("t-1") },
        "The lifetime is 2026-01-01T02:00:00.0000000+00:00; Kore.ai's rule is: if \"jti\" claim \"exp\" must be <= 1 hour(s). Shorten it, or leave the jti out with TokenId.None.");

    [TestCaseSource(nameof(Presets))]
    public void Refuses_a_jti_without_end(JwtDescriptor preset) => Refused(
        preset with { Lifetime = TokenLifetime.Unlimited },
        "The lifetime is unlimited; Kore.ai's rule is: if \"jti\" claim \"exp\" must be <= 1 hour(s). Shorten it, or leave the jti out with TokenId.None.");

    [TestCaseSource(nameof(Presets))]
    public void Accepts_a_day_without_a_jti(JwtDescriptor preset) =>
        Assert.That(() => Sign(preset with { Lifetime = TimeSpan.FromDays(1), TokenId = TokenId.None }), Throws.Nothing);

    [TestCase("kore_jti")]
    [TestCase("kore_iss")]
    [TestCase("kore_sub")]
    public void Refuses_a_raw_alias(string name) => Refused(
        User with { Claims = User.Claims.With(name, "x") },
        $"The claim '{name}' counts before its standard twin, so one of each pair is written: pass KoreAiAliases to KoreAi.UserToken instead.");

    [TestCase("appid")]
    [TestCase("App ID")]
    [TestCase("APPID")]
    [TestCase("AppId")]
    public void Refuses_another_spelling_of_appId(string name) => Refused(
        KoreAi.ApiToken("cs-1", "bob") with { Claims = new ClaimSet { ["appId"] = "cs-1", [name] = "cs-1" } },
        $"The claim is spelled '{name}'; Kore.ai reads exactly 'appId'.");

    [Test]
    public void Refuses_HS384()
    {
        using SigningKey key = SigningKey.Hs384(Secret.Generate());

        Assert.That(
            () => Jwt.Sign(User, key, Clock),
            Throws.TypeOf<TokenRuleException>().With.Message.EqualTo("Kore.ai accepts HS256, HS512, RS256 and RS512; the key signs with HS384."));
    }

    [Test]
    public void Accepts_HS512()
    {
        using SigningKey key = SigningKey.Hs512(Secret.Generate());

        Assert.That(() => Jwt.Sign(User, key, Clock), Throws.Nothing);
    }

    [Test]
    public void Accepts_RS256() => Assert.That(() => Jwt.Sign(User, SampleKeys.Rs256, Clock), Throws.Nothing);

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Refuses_a_user_token_without_issuer_or_subject(bool hasIssuer, bool hasSubject) => Refused(
        User with { Issuer = hasIssuer ? "cs-1" : null, Subject = hasSubject ? "bob" : null },
        "A Kore.ai user token needs the Client ID as Issuer and the user's identity as Subject; one of them is missing.");

    [Test]
    public void Refuses_a_user_token_without_end() => Refused(
        User with { Lifetime = TokenLifetime.Unlimited, TokenId = TokenId.None },
        "A Kore.ai user token needs exp; its lifetime is unlimited. At most 1 hour is accepted with a jti.");

    [Test]
    public void Refuses_another_audience() => AudienceRefused(["other"], 1);

    [Test]
    public void Refuses_a_second_audience() => AudienceRefused([KoreAi.Audience, "other"], 2);

    [Test]
    public void Refuses_no_audience() => AudienceRefused([], 0);

    [Test]
    public void Refuses_a_user_token_that_does_not_say_whether_the_user_is_anonymous() => Refused(
        User with { Claims = [] },
        "A Kore.ai user token needs the claim 'isAnonymous' as true or false; none was found. Claims.With keeps the preset's claims where further ones are added.");

    [Test]
    public void Refuses_isAnonymous_as_text() => Refused(
        User with { Claims = User.Claims.With("isAnonymous", "false") },
        "A Kore.ai user token needs the claim 'isAnonymous' as true or false; a String was found. Claims.With keeps the preset's claims where further ones are added.");

    [Test]
    public void Refuses_to_merge_into_a_user_made_anonymous_later()
    {
        JwtDescriptor merging = KoreAi.UserToken("cs-1", "bob", identityToMerge: "visitor-1");

        Refused(merging with { Claims = merging.Claims.With("isAnonymous", true) }, MergeMessage);
    }

    [Test]
    public void Refuses_to_merge_an_identity_that_is_no_text() => Refused(User with { Claims = User.Claims.With("identityToMerge", 1) }, MergeMessage);

    private const string MergeMessage = "'identityToMerge' must be the text of an anonymous id, in the token of a known user (isAnonymous: false).";

    private static void AudienceRefused(AudienceList audiences, int count) => Refused(
        User with { Audiences = audiences },
        $"A Kore.ai user token has exactly one audience, 'https://idproxy.kore.com/authorize'; this one has {count}, or another.");

    private static void Refused(JwtDescriptor descriptor, string message) =>
        Assert.That(() => Sign(descriptor), Throws.TypeOf<TokenRuleException>().With.Message.EqualTo(message));

    private static string Sign(JwtDescriptor descriptor) => Jwt.Sign(descriptor, SampleKeys.Hs256, Clock);
}
