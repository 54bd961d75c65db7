using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What a token tells that has hardly any claims.</summary>
[TestFixture]
internal sealed class BareValidatedTokenTests
{
    private ValidatedToken token = null!;

    [SetUp]
    public async Task ValidateBareToken() => token = await Verdict.TokenOf(
        RawToken.Hs256("""{"alg":"HS256","kid":"the-token's-own"}""", "{}"),
        SamplePolicy.Make(issuer: Expected.NotChecked, audience: Expected.NotChecked, allowUnlimitedLifetime: true));

    [Test]
    public void Has_no_key_id_where_the_key_has_none() => Assert.That(token.KeyId, Is.Null);

    [Test]
    public void Has_no_issuer() => Assert.That(token.Issuer, Is.Null);

    [Test]
    public void Has_no_subject() => Assert.That(token.Subject, Is.Null);

    [Test]
    public void Has_no_token_id() => Assert.That(token.TokenId, Is.Null);

    [Test]
    public void Has_no_audiences() => Assert.That(token.Audiences, Is.Empty);

    [Test]
    public void Has_no_end() => Assert.That(token.ExpiresAt, Is.Null);

    [Test]
    public void Has_no_start() => Assert.That(token.NotBefore, Is.Null);

    [Test]
    public void Has_no_time_of_issue() => Assert.That(token.IssuedAt, Is.Null);

    [Test]
    public async Task Has_one_audience_where_aud_is_text() =>
        Assert.That((await Verdict.TokenOf(RawToken.WithMember("\"a\":1"))).Audiences, Is.EqualTo(new[] { "orders-api" }));

    [Test]
    public void Prints_its_algorithm() => Assert.That(token.ToString(), Is.EqualTo("ValidatedToken (HS256)"));
}
