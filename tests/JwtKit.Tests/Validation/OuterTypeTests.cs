using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The outer <c>typ</c> of a nested token: absent, JWT, or the type that the policy expects (RFC 8725 section 3.11).</summary>
[TestFixture]
internal sealed class OuterTypeTests
{
    [TestCase(null)]
    [TestCase("JWT")]
    [TestCase("at+jwt")]
    [TestCase("AT+JWT")]
    [TestCase("application/at+jwt")]
    public async Task A30_Accepts_the_outer_typ_where_the_policy_expects_at_jwt(string? outer) =>
        Assert.That(await Verdict.CodeOf(Token(outer), Policy("at+jwt")), Is.EqualTo("accepted"));

    [Test]
    public async Task A30_Accepts_the_bare_outer_typ_where_the_policy_names_the_whole_media_type() =>
        Assert.That(await Verdict.CodeOf(Token("at+jwt"), Policy("application/at+jwt")), Is.EqualTo("accepted"));

    [TestCase("RSA-OAEP")]
    [TestCase("RSA-OAEP-256")]
    [TestCase("RSA1_5")]
    [TestCase("dir")]
    public async Task A30_Accepts_the_outer_typ_of_the_policy_under_each_key_management(string algorithm)
    {
        TestEncryption test = TestEncryption.All.Single(test => test.KeyManagement.Name == algorithm && test.Content == ContentEncryption.A256CbcHs512);
        string token = Jwe.Encrypt(RawToken.Utf8(Inside("at+jwt")), test.NewTarget(), "at+jwt", "JWT");
        using DecryptionKey key = test.NewDecryptionKey();
        Assert.That(await Verdict.CodeOf(token, SamplePolicy.Make(type: "at+jwt", decryptionKeys: [key])), Is.EqualTo("accepted"));
    }

    [TestCase("secevent+jwt")]
    [TestCase("at+jwts")]
    [TestCase("text/at+jwt")]
    [TestCase("at+jwt;v=1")]
    public async Task A30_Refuses_any_third_outer_typ(string outer)
    {
        TokenFailure failure = await Verdict.FailureOf(Token(outer), Policy("at+jwt"));
        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("type_mismatch", "The encrypted token is of another kind (typ) than expected.", "JWT, at+jwt or none", outer)));
    }

    [TestCase("at+jwt")]
    [TestCase("JWT")]
    public async Task A30_Still_compares_the_inner_typ(string outer)
    {
        TokenFailure failure = await Verdict.FailureOf(Token(outer, "JWT"), Policy("at+jwt"));
        Assert.That((failure.Description, failure.Expected, failure.Found), Is.EqualTo(("The token is of another kind (typ) than expected.", "at+jwt", "JWT")));
    }

    [Test]
    public async Task A30_Refuses_the_outer_typ_that_only_another_policy_expects() =>
        Assert.That(await Verdict.CodeOf(Token("at+jwt", "JWT"), Policy(type: null)), Is.EqualTo("type_mismatch"));

    [TestCase("at+jwt", "at+jwt", ExpectedResult = "accepted")]
    [TestCase("JWT", "at+jwt", ExpectedResult = "accepted")]
    [TestCase("secevent+jwt", "at+jwt", ExpectedResult = "type_mismatch")]
    [TestCase("at+jwt", "secevent+jwt", ExpectedResult = "type_mismatch")]
    public async Task<string> A30_Judges_the_outer_typ_by_the_policy_that_is_found(string outer, string expected)
    {
        JwtValidator validator = new(new SamplePolicySource(_ => Policy(expected)), [SampleEncryption.DirectKey], SampleEncryption.Clock);
        return (await validator.ValidateAsync(Token(outer, expected))).Failure?.Code ?? Verdict.Accepted;
    }

    private static ValidationPolicy Policy(string? type) => SamplePolicy.Make(type: type, decryptionKeys: [SampleEncryption.DirectKey]);

    private static string Inside(string type) => Jwt.Sign(SampleEncryption.Content with { Type = type }, SampleKeys.Hs256, SampleEncryption.Clock);

    private static string Token(string? outer, string inner = "at+jwt") => SampleEncryption.Around(Inside(inner), outer);
}
