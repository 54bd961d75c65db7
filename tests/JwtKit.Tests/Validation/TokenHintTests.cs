using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What a policy source is told of a token.</summary>
[TestFixture]
internal sealed class TokenHintTests
{
    private const string Header = """{"alg":"HS256","kid":"2026-01"}""";

    [Test]
    public async Task Holds_what_the_token_says_of_itself() => Assert.That(
        await HintOf(Header, """{"iss":"cs-1","kore_iss":"cs-2","appId":"cs-3","sub":"bob"}"""),
        Is.EqualTo(new TokenHint { KeyId = "2026-01", Algorithm = "HS256", Issuer = "cs-1" }.With("kore_iss", "cs-2").With("appId", "cs-3").With("sub", "bob")));

    [Test]
    public async Task Holds_nothing_that_is_not_there() => Assert.That(await HintOf("{}", "{}"), Is.EqualTo(default(TokenHint)));

    [Test]
    public async Task Holds_nothing_that_is_no_text() =>
        Assert.That(await HintOf("""{"alg":1}""", """{"iss":1,"kore_iss":["cs-2"],"appId":{"cs":3}}"""), Is.EqualTo(default(TokenHint)));

    [Test]
    public async Task Reads_exact_names_only()
    {
        TokenHint hint = await HintOf("{}", """{"Iss":"a","appid":"b"}""");

        Assert.That((hint.Issuer, hint.TryGet("appId", out _), hint.TryGet("appid", out string? app), app), Is.EqualTo(((string?)null, false, true, "b")));
    }

    [Test]
    public async Task Says_that_a_claim_is_not_there() => Assert.That((await HintOf("{}", """{"appId":"cs-3"}""")).TryGet("kore_iss", out _), Is.False);

    [TestCase("appId", "cs-4")]
    [TestCase("sub", "cs-3")]
    public async Task Differs_where_a_claim_does(string claim, string text) =>
        Assert.That(await HintOf("{}", """{"appId":"cs-3"}"""), Is.Not.EqualTo(default(TokenHint).With(claim, text)));

    [Test]
    public async Task Resolves_escapes() => Assert.That((await HintOf("{}", """{"\u0069ss":"\u0063s-1"}""")).Issuer, Is.EqualTo("cs-1"));

    [TestCase("iss")]
    [TestCase("kore_iss")]
    [TestCase("appId")]
    public async Task Holds_256_characters(string claim)
    {
        TokenHint hint = await HintOf("{}", $$"""{"{{claim}}":"{{new string('x', 256)}}"}""");

        Assert.That(hint.Issuer ?? (hint.TryGet(claim, out string? text) ? text : null), Is.EqualTo(new string('x', 256)));
    }

    [TestCase("iss")]
    [TestCase("kore_iss")]
    [TestCase("appId")]
    public async Task Holds_nothing_of_257_characters(string claim) =>
        Assert.That(await HintOf("{}", $$"""{"{{claim}}":"{{new string('x', 257)}}"}"""), Is.EqualTo(default(TokenHint)));

    [TestCase(256)]
    [TestCase(257)]
    public async Task Holds_an_algorithm_of_256_characters_only(int length) =>
        Assert.That((await HintOf($$"""{"alg":"{{new string('x', length)}}"}""", "{}")).Algorithm?.Length, length == 256 ? Is.EqualTo(256) : Is.Null);

    [Test]
    public async Task Is_not_asked_for_a_key_id_of_257_characters()
    {
        SamplePolicySource source = new(static _ => null);

        await new JwtValidator(source).ValidateAsync(RawToken.Hs256($$"""{"alg":"HS256","kid":"{{new string('k', 257)}}"}""", "{}"));

        Assert.That(source.Hints, Is.Empty);
    }

    [Test]
    public async Task Prints_what_is_there_and_not_what_it_says() => Assert.That(
        (await HintOf(Header, """{"appId":"cs-3"}""")).ToString(), Is.EqualTo("TokenHint (kid present, alg present, iss absent, 1 other claims)"));

    private static async Task<TokenHint> HintOf(string header, string payload)
    {
        SamplePolicySource source = new(static _ => null);
        await new JwtValidator(source).ValidateAsync(RawToken.Hs256(header, payload));
        return source.Hints.Single();
    }
}
