using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A27: <c>iss</c> and <c>aud</c> that resemble the expected text.</summary>
[TestFixture]
internal sealed class ExpectedTextAttackTests
{
    [TestCase("\"orders-api\"", ExpectedResult = "accepted")]
    [TestCase("[\"orders-api\"]", ExpectedResult = "accepted")]
    [TestCase("[\"a\",\"orders-api\",\"b\"]", ExpectedResult = "accepted")]
    [TestCase("[ \"a\" , \"orders-api\" ]", ExpectedResult = "accepted")]
    [TestCase("\"orders\\u002dapi\"", ExpectedResult = "accepted")]
    [TestCase("[\"a\",\"orders\\u002dapi\"]", ExpectedResult = "accepted")]
    [TestCase("\"orders-ap\"", ExpectedResult = "audience_mismatch")]
    [TestCase("\"orders-api2\"", ExpectedResult = "audience_mismatch")]
    [TestCase("\"my-orders-api\"", ExpectedResult = "audience_mismatch")]
    [TestCase("\"Orders-API\"", ExpectedResult = "audience_mismatch")]
    [TestCase("\"orders-api \"", ExpectedResult = "audience_mismatch")]
    [TestCase("\"orders-api\\u0000\"", ExpectedResult = "audience_mismatch")]
    [TestCase("\"a orders-api\"", ExpectedResult = "audience_mismatch")]
    [TestCase("\"\"", ExpectedResult = "audience_mismatch")]
    [TestCase("[]", ExpectedResult = "audience_mismatch")]
    [TestCase("[\"\"]", ExpectedResult = "audience_mismatch")]
    [TestCase("[\"orders\",\"-api\"]", ExpectedResult = "audience_mismatch")]
    [TestCase("[\"orders-api\",1]", ExpectedResult = "invalid_claims")]
    [TestCase("[1,\"orders-api\"]", ExpectedResult = "invalid_claims")]
    [TestCase("[\"orders-api\",null]", ExpectedResult = "invalid_claims")]
    [TestCase("[[\"orders-api\"]]", ExpectedResult = "invalid_claims")]
    [TestCase("[{\"orders-api\":1}]", ExpectedResult = "invalid_claims")]
    [TestCase("{\"orders-api\":\"orders-api\"}", ExpectedResult = "invalid_claims")]
    [TestCase("null", ExpectedResult = "invalid_claims")]
    [TestCase("true", ExpectedResult = "invalid_claims")]
    [TestCase("1", ExpectedResult = "invalid_claims")]
    public Task<string> A27_Compares_aud_whole_and_ordinally(string aud) =>
        Verdict.CodeOf(RawToken.WithPayload($$"""{"iss":"cs-1","aud":{{aud}},"exp":1767225900}"""));

    [Test]
    public async Task A27_Refuses_a_missing_aud() =>
        Assert.That(await Verdict.CodeOf(RawToken.WithPayload("""{"iss":"cs-1","exp":1767225900}""")), Is.EqualTo("audience_mismatch"));

    [TestCase("\"cs-1\"", ExpectedResult = "accepted")]
    [TestCase("\"\\u0063s-1\"", ExpectedResult = "accepted")]
    [TestCase("\"cs-\"", ExpectedResult = "issuer_mismatch")]
    [TestCase("\"cs-10\"", ExpectedResult = "issuer_mismatch")]
    [TestCase("\"xcs-1\"", ExpectedResult = "issuer_mismatch")]
    [TestCase("\"CS-1\"", ExpectedResult = "issuer_mismatch")]
    [TestCase("\" cs-1\"", ExpectedResult = "issuer_mismatch")]
    [TestCase("\"cs-1\\u0000\"", ExpectedResult = "issuer_mismatch")]
    [TestCase("\"\"", ExpectedResult = "issuer_mismatch")]
    [TestCase("[\"cs-1\"]", ExpectedResult = "invalid_claims")]
    [TestCase("{\"cs-1\":1}", ExpectedResult = "invalid_claims")]
    [TestCase("null", ExpectedResult = "invalid_claims")]
    [TestCase("1", ExpectedResult = "invalid_claims")]
    public Task<string> A27_Compares_iss_whole_and_ordinally(string iss) =>
        Verdict.CodeOf(RawToken.WithPayload($$"""{"iss":{{iss}},"aud":"orders-api","exp":1767225900}"""));

    [Test]
    public async Task A27_Refuses_a_missing_iss() =>
        Assert.That(await Verdict.CodeOf(RawToken.WithPayload("""{"aud":"orders-api","exp":1767225900}""")), Is.EqualTo("issuer_mismatch"));

    [Test]
    public async Task A27_Does_not_fold_other_spellings_of_a_character() => Assert.That(
        await Verdict.CodeOf(RawToken.WithPayload("{\"iss\":\"e\\u0301\",\"aud\":\"orders-api\",\"exp\":1767225900}"), SamplePolicy.Make(issuer: "é")),
        Is.EqualTo("issuer_mismatch"));
}
