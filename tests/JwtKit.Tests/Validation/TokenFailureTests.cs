using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class TokenFailureTests
{
    [Test]
    public async Task Shows_found_text_of_128_characters_whole() =>
        Assert.That(await FoundIssuer(new string('i', 128)), Is.EqualTo(new string('i', 128)));

    [Test]
    public async Task Cuts_longer_found_text_to_128_characters() =>
        Assert.That(await FoundIssuer(new string('i', 129)), Is.EqualTo(new string('i', 127) + "…"));

    [Test]
    public async Task Cuts_a_very_long_found_text_to_128_characters() => Assert.That(await FoundIssuer(new string('i', 10_000)), Has.Length.EqualTo(128));

    [TestCase("a\\r\\nb", "a??b")]
    [TestCase("a\\u0000b", "a?b")]
    [TestCase("a\\u001b[31mb", "a?[31mb")]
    [TestCase("a\\u007fb", "a?b")]
    [TestCase("a\\u0085b", "a?b")]
    [TestCase("a\\u2028b", "a?b")]
    [TestCase("a\\u2029b", "a?b")]
    [TestCase("a\\u202eb", "a?b")]
    [TestCase("a\\u200bb", "a?b")]
    [TestCase("a🙂b", "a??b")]
    [TestCase("Žofie 李", "Žofie 李")]
    public async Task Replaces_characters_that_could_disturb_a_log(string issuer, string found) =>
        Assert.That(await FoundIssuer(issuer), Is.EqualTo(found));

    [Test]
    public async Task Replaces_them_in_a_key_id_too()
    {
        ValidationPolicy policy = SamplePolicy.Make(keys: [SampleKeys.NamedHs256.VerificationKey]);
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithHeader("""{"alg":"HS256","kid":"a\nb"}"""), policy);

        Assert.That(failure.Found, Is.EqualTo("a?b"));
    }

    [Test]
    public async Task Finds_nothing_where_the_claim_is_missing()
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithPayload("""{"aud":"orders-api","exp":1767225900}"""));

        Assert.That(failure.Found, Is.Null);
    }

    [Test]
    public async Task Prints_code_and_sentence()
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithPayload("""{"iss":"eve","aud":"orders-api","exp":1767225900}"""));

        Assert.That(failure.ToString(), Is.EqualTo("issuer_mismatch: The issuer is missing or is not the expected one."));
    }

    private static async Task<string?> FoundIssuer(string issuer)
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithPayload($$"""{"iss":"{{issuer}}","aud":"orders-api","exp":1767225900}"""));
        return failure.Found;
    }
}
