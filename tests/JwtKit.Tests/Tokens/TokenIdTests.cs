using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class TokenIdTests
{
    [Test]
    public void Writes_no_jti_for_None() => Assert.That(PayloadWith(TokenId.None), Does.Not.Contain("jti"));

    [Test]
    public void Writes_22_base64url_characters_for_Generate() =>
        Assert.That(PayloadWith(TokenId.Generate), Does.Match("^\\{\"iat\":1767225600,\"exp\":1767225660,\"jti\":\"[A-Za-z0-9_-]{22}\"\\}$"));

    [Test]
    public void Writes_another_jti_at_each_signature() =>
        Assert.That(PayloadWith(TokenId.Generate), Is.Not.EqualTo(PayloadWith(TokenId.Generate)));

    [Test]
    public void Writes_the_given_text_for_Exactly() => Assert.That(PayloadWith(TokenId.Exactly("order-1")), Does.EndWith("""
        ,"jti":"order-1"}
        """.Trim()));

    [Test]
    public void Accepts_256_characters() => Assert.That(PayloadWith(TokenId.Exactly(new string('j', 256))), Does.Contain(new string('j', 256)));

    [Test]
    public void Refuses_257_characters() => Assert.That(
        () => TokenId.Exactly(new string('j', 257)),
        Throws.ArgumentException.With.Message.EqualTo("The token id has 257 characters; at most 256 are accepted. (Parameter 'value')"));

    [Test]
    public void Refuses_empty_text() => Assert.That(() => TokenId.Exactly(string.Empty), Throws.ArgumentException);

    [Test]
    public void Refuses_null() => Assert.That(() => TokenId.Exactly(null!), Throws.ArgumentNullException);

    [Test]
    public void Refuses_half_of_a_surrogate_pair() => Assert.That(
        () => TokenId.Exactly("a\ud800b"),
        Throws.ArgumentException.With.Message.EqualTo(
            "The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed. (Parameter 'value')"));

    [Test]
    public void Equals_the_same_given_text() => Assert.That(TokenId.Exactly("a"), Is.EqualTo(TokenId.Exactly("a")));

    [Test]
    public void Has_the_hash_of_the_same_given_text() => Assert.That(TokenId.Exactly("a").GetHashCode(), Is.EqualTo(TokenId.Exactly("a").GetHashCode()));

    [Test]
    public void Differs_from_another_given_text() => Assert.That(TokenId.Exactly("a"), Is.Not.EqualTo(TokenId.Exactly("A")));

    [Test]
    public void Tells_None_from_Generate() => Assert.That(TokenId.None, Is.Not.EqualTo(TokenId.Generate));

    [TestCase("None")]
    [TestCase("Generate")]
    [TestCase("Exactly")]
    public void Prints_which_it_is(string text) => Assert.That(
        text switch { "None" => TokenId.None.ToString(), "Generate" => TokenId.Generate.ToString(), _ => TokenId.Exactly("a").ToString() },
        Is.EqualTo(text));

    private static string PayloadWith(TokenId tokenId) => RawToken.PayloadOf(
        Jwt.Sign(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(1), TokenId = tokenId }, SampleKeys.Hs256, new FixedTimeProvider(SamplePolicy.Now)));
}
