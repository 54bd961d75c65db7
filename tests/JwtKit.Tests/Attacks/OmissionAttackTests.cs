using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A28 and A30: checks that an empty option would switch off, and tokens of another kind.</summary>
[TestFixture]
internal sealed class OmissionAttackTests
{
    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    private static TestCaseData[] Omissions =>
    [
        new TestCaseData((Func<ValidationPolicy>)(static () => SamplePolicy.Make(issuer: string.Empty))).SetArgDisplayNames("issuer"),
        new TestCaseData((Func<ValidationPolicy>)(static () => SamplePolicy.Make(audience: string.Empty))).SetArgDisplayNames("audience"),
        new TestCaseData((Func<ValidationPolicy>)(static () => SamplePolicy.Make(issuer: Expected.AnyOf()))).SetArgDisplayNames("issuers"),
        new TestCaseData((Func<ValidationPolicy>)(static () => SamplePolicy.Make(audience: Expected.AnyOf("a", string.Empty)))).SetArgDisplayNames("audiences"),
        new TestCaseData((Func<ValidationPolicy>)(static () => SamplePolicy.Make(keys: []))).SetArgDisplayNames("keys"),
        new TestCaseData((Func<ValidationPolicy>)(static () => SamplePolicy.Make(type: string.Empty))).SetArgDisplayNames("type"),
        new TestCaseData((Func<ValidationPolicy>)(static () => SamplePolicy.Make(requiredClaims: [string.Empty]))).SetArgDisplayNames("required claims"),
        new TestCaseData((Func<ValidationPolicy>)(static () => SamplePolicy.Make(maximumLength: 0))).SetArgDisplayNames("length"),
        new TestCaseData((Func<ValidationPolicy>)(static () => SamplePolicy.Make(maximumEncryptedLength: 0))).SetArgDisplayNames("encrypted length"),
        new TestCaseData((Func<ValidationPolicy>)(static () => SampleOneTime.Policy(scope: string.Empty))).SetArgDisplayNames("replay scope"),
        new TestCaseData((Func<ValidationPolicy>)(static () => SampleOneTime.Policy(issuer: Expected.NotChecked))).SetArgDisplayNames("neither issuer nor replay scope"),
    ];

    [TestCaseSource(nameof(Omissions))]
    public void A28_Throws_when_an_option_is_empty(Func<ValidationPolicy> make) => Assert.That(() => new JwtValidator(make()), Throws.ArgumentException);

    [TestCase("iss")]
    [TestCase("aud")]
    public async Task A28_Refuses_an_empty_claim(string name)
    {
        string other = name == "iss" ? "\"aud\":\"orders-api\"" : "\"iss\":\"cs-1\"";
        string code = await Verdict.CodeOf(RawToken.WithPayload($$"""{"{{name}}":"",{{other}},"exp":1767225900}"""));

        Assert.That(code, Is.EqualTo(name == "iss" ? "issuer_mismatch" : "audience_mismatch"));
    }

    [TestCase("at+jwt")]
    [TestCase("logout+jwt")]
    [TestCase("secevent+jwt")]
    [TestCase("dpop+jwt")]
    [TestCase("id+jwt")]
    [TestCase("JOSE")]
    [TestCase("JWE")]
    public async Task A30_Refuses_a_token_of_a_kind_that_was_not_asked_for(string type)
    {
        JwtDescriptor descriptor = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-1", Audiences = ["orders-api"], Type = type };

        Assert.That(await Verdict.CodeOf(Jwt.Sign(descriptor, SampleKeys.Hs256, Clock)), Is.EqualTo("type_mismatch"));
    }

    [TestCase("JWT")]
    [TestCase(null)]
    [TestCase("logout+jwt")]
    public async Task A30_Refuses_any_other_kind_where_one_was_asked_for(string? type)
    {
        JwtDescriptor descriptor = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-1", Audiences = ["orders-api"], Type = type };

        Assert.That(await Verdict.CodeOf(Jwt.Sign(descriptor, SampleKeys.Hs256, Clock), SamplePolicy.Make(type: "at+jwt")), Is.EqualTo("type_mismatch"));
    }

    [Test]
    public async Task A30_Refuses_signed_bytes_that_call_themselves_something_else() => Assert.That(
        await Verdict.CodeOf(Jws.Sign(RawToken.Utf8(RawToken.Payload), SampleKeys.Hs256, type: "receipt")), Is.EqualTo("type_mismatch"));
}
