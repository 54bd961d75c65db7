using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class TypeTests
{
    [TestCase("""{"alg":"HS256"}""", ExpectedResult = "accepted")]
    [TestCase("""{"alg":"HS256","typ":"JWT"}""", ExpectedResult = "accepted")]
    [TestCase("""{"alg":"HS256","typ":"jwt"}""", ExpectedResult = "accepted")]
    [TestCase("""{"alg":"HS256","typ":"application/jwt"}""", ExpectedResult = "accepted")]
    [TestCase("""{"alg":"HS256","typ":"APPLICATION/JWT"}""", ExpectedResult = "accepted")]
    [TestCase("""{"alg":"HS256","typ":"\u004aWT"}""", ExpectedResult = "accepted")]
    [TestCase("""{"alg":"HS256","typ":"at+jwt"}""", ExpectedResult = "type_mismatch")]
    [TestCase("""{"alg":"HS256","typ":""}""", ExpectedResult = "type_mismatch")]
    [TestCase("""{"alg":"HS256","typ":"JWT "}""", ExpectedResult = "type_mismatch")]
    [TestCase("""{"alg":"HS256","typ":"application/"}""", ExpectedResult = "type_mismatch")]
    [TestCase("""{"alg":"HS256","typ":"application/application/jwt"}""", ExpectedResult = "type_mismatch")]
    [TestCase("""{"alg":"HS256","typ":"text/jwt"}""", ExpectedResult = "type_mismatch")]
    [TestCase("""{"alg":"HS256","typ":null}""", ExpectedResult = "malformed")]
    [TestCase("""{"alg":"HS256","typ":1}""", ExpectedResult = "malformed")]
    [TestCase("""{"alg":"HS256","typ":["JWT"]}""", ExpectedResult = "malformed")]
    public Task<string> Compares_with_JWT_by_default(string header) => Verdict.CodeOf(RawToken.WithHeader(header));

    [TestCase("""{"alg":"HS256"}""", ExpectedResult = "type_mismatch")]
    [TestCase("""{"alg":"HS256","typ":"JWT"}""", ExpectedResult = "type_mismatch")]
    [TestCase("""{"alg":"HS256","typ":"at+jwt"}""", ExpectedResult = "accepted")]
    [TestCase("""{"alg":"HS256","typ":"application/AT+JWT"}""", ExpectedResult = "accepted")]
    [TestCase("""{"alg":"HS256","typ":"at+jwt2"}""", ExpectedResult = "type_mismatch")]
    public Task<string> Compares_with_a_named_type(string header) => Verdict.CodeOf(RawToken.WithHeader(header), SamplePolicy.Make(type: "at+jwt"));

    [TestCase("""{"alg":"HS256"}""", ExpectedResult = "type_mismatch")]
    [TestCase("""{"alg":"HS256","typ":"JWT"}""", ExpectedResult = "accepted")]
    public Task<string> Demands_JWT_where_it_is_named(string header) => Verdict.CodeOf(RawToken.WithHeader(header), SamplePolicy.Make(type: "JWT"));

    [TestCase("at+jwt", ExpectedResult = "accepted")]
    [TestCase("application/at+jwt", ExpectedResult = "accepted")]
    public Task<string> Reads_a_prefix_in_the_policy(string type) =>
        Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":"HS256","typ":"{{type}}"}"""), SamplePolicy.Make(type: "application/AT+jwt"));

    [TestCase("""{"alg":"HS256","cty":"JWT"}""", ExpectedResult = "accepted")]
    [TestCase("""{"alg":"HS256","cty":"jwt"}""", ExpectedResult = "accepted")]
    [TestCase("""{"alg":"HS256","cty":"json"}""", ExpectedResult = "type_mismatch")]
    [TestCase("""{"alg":"HS256","cty":""}""", ExpectedResult = "type_mismatch")]
    [TestCase("""{"alg":"HS256","cty":1}""", ExpectedResult = "malformed")]
    public Task<string> Accepts_content_of_no_kind_but_JWT(string header) => Verdict.CodeOf(RawToken.WithHeader(header));
}
