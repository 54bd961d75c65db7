using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KoreAiUserTokenTests
{
    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    private static JwtDescriptor WithoutTokenId => KoreAi.UserToken("cs-1", "john@example.com") with { TokenId = TokenId.None };

    [Test]
    public void Writes_the_header_of_the_sample() =>
        Assert.That(RawToken.HeaderOf(Jwt.Sign(WithoutTokenId, SampleKeys.Hs256, Clock)), Is.EqualTo("""{"alg":"HS256","typ":"JWT"}"""));

    [Test]
    public void Writes_the_claims_of_a_known_user() => Assert.That(Payload(WithoutTokenId), Is.EqualTo(
        """{"iss":"cs-1","sub":"john@example.com","aud":"https://idproxy.kore.com/authorize","iat":1767225600,"exp":1767225900,"isAnonymous":false}"""));

    [Test]
    public void Writes_the_claims_of_an_anonymous_user() => Assert.That(
        Payload(KoreAi.UserToken("cs-1", "visitor-1", isAnonymous: true) with { TokenId = TokenId.None }),
        Is.EqualTo("""{"iss":"cs-1","sub":"visitor-1","aud":"https://idproxy.kore.com/authorize","iat":1767225600,"exp":1767225900,"isAnonymous":true}"""));

    [Test]
    public void Writes_the_identity_to_merge() => Assert.That(
        Payload(KoreAi.UserToken("cs-1", "john@example.com", identityToMerge: "visitor-1")),
        Does.EndWith(""","isAnonymous":false,"identityToMerge":"visitor-1"}"""));

    [Test]
    public void Writes_a_fresh_jti() => Assert.That(Payload(KoreAi.UserToken("cs-1", "bob")), Does.Match("\"jti\":\"[A-Za-z0-9_-]{22}\""));

    [TestCase(KoreAiAliases.Issuer, """{"kore_iss":"cs-1","sub":"bob",""")]
    [TestCase(KoreAiAliases.Subject, """{"iss":"cs-1","kore_sub":"bob",""")]
    [TestCase(KoreAiAliases.All, """{"kore_iss":"cs-1","kore_sub":"bob",""")]
    public void Writes_one_of_each_pair(KoreAiAliases aliases, string start) =>
        Assert.That(Payload(KoreAi.UserToken("cs-1", "bob", aliases: aliases)), Does.StartWith(start));

    [TestCase(KoreAiAliases.None, "jti")]
    [TestCase(KoreAiAliases.TokenId, "kore_jti")]
    [TestCase(KoreAiAliases.All, "kore_jti")]
    public void Writes_the_token_id_under_one_name(KoreAiAliases aliases, string name) => Assert.That(
        Payload(KoreAi.UserToken("cs-1", "bob", aliases: aliases) with { TokenId = TokenId.Exactly("t-1") }),
        Does.Contain($"\"{name}\":\"t-1\"").And.Not.Contain(name == "jti" ? "kore_jti" : "\"jti\""));

    [Test]
    public void Keeps_aliases_in_a_changed_copy() => Assert.That(
        Payload(KoreAi.UserToken("cs-1", "bob", aliases: KoreAiAliases.Subject) with { Subject = "eve" }), Does.Contain("\"kore_sub\":\"eve\""));

    [Test]
    public void Accepts_further_claims() => Assert.That(
        Payload(WithoutTokenId with { Claims = WithoutTokenId.Claims.With("locale", "cs") }), Does.EndWith(""","isAnonymous":false,"locale":"cs"}"""));

    [TestCase(8)]
    [TestCase(-1)]
    public void Refuses_aliases_that_have_no_name(int aliases) => Assert.That(
        () => KoreAi.UserToken("cs-1", "bob", aliases: (KoreAiAliases)aliases),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "A combination of the named aliases is needed. (Parameter 'aliases')" + Environment.NewLine + $"Actual value was {aliases}."));

    [Test]
    public void Refuses_to_merge_into_an_anonymous_user() => Assert.That(
        () => KoreAi.UserToken("cs-1", "visitor-2", isAnonymous: true, identityToMerge: "visitor-1"),
        Throws.ArgumentException.With.Message.EqualTo(
            "An anonymous identity is merged into a known user; isAnonymous: false is needed with identityToMerge. (Parameter 'identityToMerge')"));

    [TestCase("", "bob", "m", "clientId")]
    [TestCase("cs-1", "", "m", "subject")]
    [TestCase("cs-1", "bob", "", "identityToMerge")]
    public void Refuses_empty_text(string clientId, string subject, string merge, string parameter) => Assert.That(
        () => KoreAi.UserToken(clientId, subject, identityToMerge: merge), Throws.ArgumentException.With.Property("ParamName").EqualTo(parameter));

    [Test]
    public void Does_not_share_claims_that_can_change() => Assert.That(
        () => KoreAi.UserToken("cs-1", "bob").Claims.Add("a", 1), Throws.InvalidOperationException);

    [Test]
    public async Task Makes_tokens_that_a_validator_accepts() => Assert.That(
        await Verdict.CodeOf(Jwt.Sign(KoreAi.UserToken("cs-1", "bob"), SampleKeys.Hs256, Clock), SamplePolicy.Make(audience: KoreAi.Audience)),
        Is.EqualTo("accepted"));

    private static string Payload(JwtDescriptor descriptor) => RawToken.PayloadOf(Jwt.Sign(descriptor, SampleKeys.Hs256, Clock));
}
