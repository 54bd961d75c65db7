using System.Text.Json;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class ValidatedTokenTests
{
    private const string FullPayload =
        """
        {"iss":"cs-1","sub":"us\u0065r-42","aud":["orders-api","b\u0062"],"iat":1767225600,"nbf":1767225601,"exp":1767225900,"jti":"t-1","a\"b":"quoted",
        "scope":"orders:read","age":42,"big":12345678901234567890.1230,"admin":true,"none":null,"address":{"city":"Brno","floor":3},"list":[1,2],"Scope":"upper"}
        """;

    private ValidatedToken token = null!;

    [SetUp]
    public async Task ValidateFullToken() =>
        token = await Verdict.TokenOf(
            RawToken.Hs256("""{"alg":"HS256","kid":"2026-01"}""", FullPayload),
            SamplePolicy.Make(keys: [SampleKeys.NamedHs256.VerificationKey]));

    [Test]
    public void Tells_the_algorithm() => Assert.That(token.Algorithm, Is.SameAs(SignatureAlgorithm.Hs256));

    [Test]
    public void Tells_the_key_id() => Assert.That(token.KeyId, Is.EqualTo("2026-01"));

    [Test]
    public void Tells_the_issuer() => Assert.That(token.Issuer, Is.EqualTo("cs-1"));

    [Test]
    public void Tells_the_subject_without_escapes() => Assert.That(token.Subject, Is.EqualTo("user-42"));

    [Test]
    public void Tells_the_token_id() => Assert.That(token.TokenId, Is.EqualTo("t-1"));

    [Test]
    public void Tells_all_audiences() => Assert.That(token.Audiences, Is.EqualTo(new[] { "orders-api", "bb" }));

    [Test]
    public void Tells_when_it_expires() => Assert.That(token.ExpiresAt, Is.EqualTo(SamplePolicy.Now.AddSeconds(300)));

    [Test]
    public void Tells_from_when_on_it_is_valid() => Assert.That(token.NotBefore, Is.EqualTo(SamplePolicy.Now.AddSeconds(1)));

    [Test]
    public void Tells_when_it_was_issued() => Assert.That(token.IssuedAt, Is.EqualTo(SamplePolicy.Now));

    [TestCase("scope", "\"orders:read\"")]
    [TestCase("age", "42")]
    [TestCase("big", "12345678901234567890.1230")]
    [TestCase("admin", "true")]
    [TestCase("none", "null")]
    [TestCase("address", """{"city":"Brno","floor":3}""")]
    [TestCase("list", "[1,2]")]
    [TestCase("exp", "1767225900")]
    [TestCase("a\"b", "\"quoted\"")]
    public void Gives_a_claim_as_it_stands(string name, string json)
    {
        token.TryGetClaim(name, out JsonElement value);

        Assert.That(value.GetRawText(), Is.EqualTo(json));
    }

    [TestCase("scope", true)]
    [TestCase("none", true)]
    [TestCase("SCOPE", false)]
    [TestCase("city", false)]
    [TestCase("", false)]
    [TestCase("missing", false)]
    public void Knows_whether_a_claim_is_there(string name, bool isThere) => Assert.That(token.TryGetClaim(name, out _), Is.EqualTo(isThere));

    [TestCase("scope", "orders:read")]
    [TestCase("Scope", "upper")]
    [TestCase("sub", "user-42")]
    [TestCase("age", null)]
    [TestCase("none", null)]
    [TestCase("address", null)]
    [TestCase("missing", null)]
    public void Gives_the_text_of_text_claims_only(string name, string? text)
    {
        token.TryGetString(name, out string? value);

        Assert.That(value, Is.EqualTo(text));
    }

    [Test]
    public void Gives_a_required_text() => Assert.That(token.GetRequiredString("scope"), Is.EqualTo("orders:read"));

    [TestCase("missing")]
    [TestCase("age")]
    [TestCase("none")]
    public void Throws_when_a_required_text_is_not_there(string name) => Assert.That(
        () => token.GetRequiredString(name),
        Throws.InvalidOperationException.With.Message.EqualTo(
            $"The token has no text claim '{name}'. Name it in ValidationPolicy.RequiredClaims, or use TryGetString."));

    [Test]
    public void Gives_a_typed_claim()
    {
        token.TryGetClaim("address", SampleJsonContext.Default.SampleAddress, out SampleAddress? address);

        Assert.That(address, Is.EqualTo(new SampleAddress("Brno", 3)));
    }

    [TestCase("age", true)]
    [TestCase("scope", false)]
    [TestCase("none", false)]
    [TestCase("big", false)]
    [TestCase("missing", false)]
    public void Knows_whether_a_claim_can_be_read_as_a_type(string name, bool can) =>
        Assert.That(token.TryGetClaim(name, SampleJsonContext.Default.Int32, out _), Is.EqualTo(can));

    [Test]
    public void Does_not_throw_for_a_value_of_no_known_kind() => Assert.That(token.TryGetClaim("address", SampleJsonContext.Default.SamplePlace, out _), Is.False);

    [Test]
    public async Task Does_not_throw_for_a_value_that_the_type_refuses()
    {
        JwtValidator validator = new(SamplePolicy.Make(), new FixedTimeProvider(SamplePolicy.Now));
        ValidationOutcome outcome = await validator.ValidateAsync(RawToken.WithMember("\"rating\":{\"stars\":6}"));

        Assert.That(outcome.Token!.TryGetClaim("rating", SampleJsonContext.Default.SampleRating, out _), Is.False);
    }

    [Test]
    public void Does_not_give_null_as_a_type() => Assert.That(token.TryGetClaim("none", SampleJsonContext.Default.SampleAddress, out _), Is.False);

    [Test]
    public void Throws_when_the_name_is_null() => Assert.That(() => token.TryGetClaim(null!, out _), Throws.ArgumentNullException);

    [Test]
    public void Prints_algorithm_and_key_id() => Assert.That(token.ToString(), Is.EqualTo("ValidatedToken (HS256, kid 2026-01)"));
}
