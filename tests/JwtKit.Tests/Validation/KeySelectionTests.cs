using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KeySelectionTests
{
    private static readonly JwtDescriptor Content = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-1", Audiences = ["orders-api"] };

    private static readonly SigningKey First = SigningKey.Hs256(Secret.Generate(), "first");
    private static readonly SigningKey Second = SigningKey.Hs256(Secret.Generate(), "second");
    private static readonly SigningKey Hs512 = SigningKey.Hs512(Secret.Generate(), "hs512");
    private static readonly SigningKey Unnamed = SigningKey.Hs256(Secret.Generate());

    [Test]
    public async Task Takes_the_named_key() => Assert.That((await Verdict.TokenOf(Token(Second), Keys(First, Second))).KeyId, Is.EqualTo("second"));

    [Test]
    public async Task Refuses_a_name_that_no_key_has() => Assert.That(await Verdict.CodeOf(Token(Second), Keys(First)), Is.EqualTo("unknown_key"));

    [Test]
    public async Task Refuses_the_signature_of_another_key_than_the_named_one()
    {
        string header = RawToken.Encode("""{"alg":"HS256","typ":"JWT","kid":"first"}""");
        string byAnother = Token(SigningKey.Hs256(Secret.FromText(SampleKeys.SecretText), "first"));

        Assert.That(byAnother, Does.StartWith(header));
        Assert.That(await Verdict.CodeOf(byAnother, Keys(First, Second, SampleKeys.Hs256)), Is.EqualTo("invalid_signature"));
    }

    [Test]
    public async Task Tries_all_keys_for_a_token_without_a_name() =>
        Assert.That((await Verdict.TokenOf(RawToken.WithPayload(RawToken.Payload), Keys(First, Second, SampleKeys.NamedHs256))).KeyId, Is.EqualTo("2026-01"));

    [Test]
    public async Task Tries_keys_without_a_name_for_a_token_with_one_where_no_key_has_a_name() =>
        Assert.That(await Verdict.CodeOf(Token(SampleKeys.NamedHs256), Keys(Unnamed, SampleKeys.Hs256)), Is.EqualTo("accepted"));

    [Test]
    public async Task Does_not_try_a_key_without_a_name_where_others_have_one() =>
        Assert.That(await Verdict.CodeOf(Token(SampleKeys.NamedHs256), Keys(First, SampleKeys.Hs256)), Is.EqualTo("unknown_key"));

    [Test]
    public async Task Tries_a_key_without_a_name_for_a_token_without_one() =>
        Assert.That(await Verdict.CodeOf(Token(Unnamed), Keys(First, Unnamed)), Is.EqualTo("accepted"));

    [Test]
    public async Task Accepts_tokens_of_two_algorithms()
    {
        ValidationPolicy policy = Keys(First, SampleKeys.Rs256);

        Assert.That((await Verdict.CodeOf(Token(First), policy), await Verdict.CodeOf(Token(SampleKeys.Rs256), policy)), Is.EqualTo(("accepted", "accepted")));
    }

    [Test]
    public async Task Tells_the_algorithm_of_the_key_that_verified() =>
        Assert.That((await Verdict.TokenOf(Token(Hs512), Keys(First, Hs512))).Algorithm, Is.SameAs(SignatureAlgorithm.Hs512));

    [Test]
    public async Task Names_the_algorithms_of_all_keys()
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithHeader("""{"alg":"RS384"}"""), Keys(First, Second, Hs512));

        Assert.That(failure.Expected, Is.EqualTo("HS256 or HS512"));
    }

    [Test]
    public async Task Refuses_another_algorithm_of_the_named_key() =>
        Assert.That(await Verdict.CodeOf(RawToken.WithHeader("""{"alg":"HS512","kid":"first"}"""), Keys(First, Hs512)), Is.EqualTo("algorithm_mismatch"));

    [Test]
    public async Task Names_the_algorithm_of_the_named_key_alone()
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithHeader("""{"alg":"HS512","kid":"first"}"""), Keys(First, Hs512));

        Assert.That(
            (failure.Description, failure.Expected, failure.Found), Is.EqualTo(("The header's alg is not that of the key that the token names.", "HS256", "HS512")));
    }

    [Test]
    public async Task Cleans_the_ids_of_the_keys_that_it_names()
    {
        SigningKey odd = SigningKey.Hs256(Secret.Generate(), "a\u2028b\u202ec" + new string('d', 200));
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithHeader("""{"alg":"HS256","kid":"other"}"""), Keys(First, odd));

        Assert.That(failure.Expected, Is.EqualTo($"first or a?b?c{new string('d', 122)}…"));
    }

    [Test]
    public async Task Accepts_tokens_of_an_old_and_a_new_secret_at_once()
    {
        ValidationPolicy policy = Keys(SampleKeys.Hs256, SampleKeys.OtherHs256);

        Assert.That(
            (await Verdict.CodeOf(Token(SampleKeys.Hs256), policy), await Verdict.CodeOf(Token(SampleKeys.OtherHs256), policy)),
            Is.EqualTo(("accepted", "accepted")));
    }

    [TestCase(256, ExpectedResult = "accepted")]
    [TestCase(257, ExpectedResult = "unknown_key")]
    public Task<string> Accepts_key_ids_of_256_characters(int length) =>
        Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":"HS256","kid":"{{new string('k', length)}}"}"""));

    [Test]
    public async Task Counts_characters_of_a_key_id_and_not_bytes() =>
        Assert.That(await Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":"HS256","kid":"{{new string('李', 256)}}"}""")), Is.EqualTo("accepted"));

    [Test]
    public async Task Reads_an_escaped_key_id() => Assert.That(
        await Verdict.CodeOf(RawToken.WithHeader("""{"alg":"HS256","kid":"2026\u002d01"}"""), Keys(SampleKeys.NamedHs256)), Is.EqualTo("accepted"));

    [Test]
    public async Task Throws_when_a_key_was_disposed()
    {
        SigningKey key = SigningKey.Hs256(Secret.Generate());
        string token = Token(key);
        JwtValidator validator = new(Keys(key), new FixedTimeProvider(SamplePolicy.Now));
        key.Dispose();

        await Assert.ThatAsync(async () => await validator.ValidateAsync(token), Throws.TypeOf<ObjectDisposedException>());
    }

    private static string Token(SigningKey key) => Jwt.Sign(Content, key, new FixedTimeProvider(SamplePolicy.Now));

    private static ValidationPolicy Keys(params SigningKey[] keys) => SamplePolicy.Make(keys: [.. keys.Select(static key => key.VerificationKey)]);
}
