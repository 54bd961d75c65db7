using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A29: the forms in which <c>exp</c>, <c>nbf</c> and <c>iat</c> may come.</summary>
[TestFixture]
internal sealed class TimeClaimAttackTests
{
    [TestCase("1767225900")]
    [TestCase("1767225900.0")]
    [TestCase("1767225900.999")]
    [TestCase("1767225900.99999999999999999999999999999999999999999999")]
    [TestCase("1.7672259e9")]
    [TestCase("1.7672259E+9")]
    [TestCase("17672259000e-1")]
    public async Task A29_Reads_whole_seconds_rounded_down(string exp) =>
        Assert.That((await Verdict.TokenOf(WithExp(exp))).ExpiresAt, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1767225900)));

    [Test]
    public async Task A29_Reads_the_last_second_of_the_year_9999() =>
        Assert.That((await Verdict.TokenOf(WithExp("253402300799"))).ExpiresAt, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(253402300799)));

    [Test]
    public async Task A29_Counts_a_fraction_as_the_second_it_lies_in() =>
        Assert.That(await Verdict.CodeOf(WithExp("1767225570.999")), Is.EqualTo("expired"));

    [TestCase("\"1767225900\"")]
    [TestCase("\"2026-01-01T00:05:00Z\"")]
    [TestCase("true")]
    [TestCase("null")]
    [TestCase("[1767225900]")]
    [TestCase("{}")]
    [TestCase("-1")]
    [TestCase("-1767225900")]
    [TestCase("-0.5")]
    [TestCase("-1e-400")]
    [TestCase("1767225900000")]
    [TestCase("253402300800")]
    [TestCase("253402300799.5e1")]
    [TestCase("1e18")]
    [TestCase("1e400")]
    [TestCase("-1e400")]
    [TestCase("1e2147483648")]
    [TestCase("9223372036854775807")]
    [TestCase("9223372036854775808")]
    [TestCase("18446744073709551616")]
    [TestCase("179769313486231570000000000000000000000000000000000000000000000000000000000000000000000000000.5")]
    public async Task A29_Refuses_exp_nbf_and_iat_of_another_form(string value) => Assert.That(
        (await Verdict.CodeOf(WithExp(value)), await CodeOf("nbf", value), await CodeOf("iat", value)),
        Is.EqualTo(("invalid_time", "invalid_time", "invalid_time")));

    [TestCase("0")]
    [TestCase("0.5")]
    [TestCase("1e-400")]
    public async Task A29_Counts_the_first_second_of_1970_as_long_over(string exp) =>
        Assert.That(await Verdict.CodeOf(WithExp(exp)), Is.EqualTo("expired"));

    [TestCase("01767225900")]
    [TestCase("+1767225900")]
    [TestCase("0x69560000")]
    [TestCase("1767225900.")]
    [TestCase(".5")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("1_767_225_900")]
    public async Task A29_Refuses_what_is_no_JSON_number(string exp) => Assert.That(await Verdict.CodeOf(WithExp(exp)), Is.EqualTo("invalid_claims"));

    [TestCase("nbf", ExpectedResult = "not_yet_valid")]
    [TestCase("iat", ExpectedResult = "issued_in_future")]
    public Task<string> A29_Refuses_a_claim_in_the_future(string name) => CodeOf(name, "1767225631");

    [TestCase("nbf")]
    [TestCase("iat")]
    public async Task A29_Counts_the_fraction_of_a_future_claim_as_its_second(string name) =>
        Assert.That(await CodeOf(name, "1767225630.99999999999999999999"), Is.EqualTo("accepted"));

    private static string WithExp(string exp) => RawToken.WithPayload($$"""{"iss":"cs-1","aud":"orders-api","exp":{{exp}}}""");

    private static Task<string> CodeOf(string name, string value) => Verdict.CodeOf(RawToken.WithMember($"\"{name}\":{value}"));
}
