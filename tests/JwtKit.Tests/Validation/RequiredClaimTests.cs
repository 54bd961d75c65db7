using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class RequiredClaimTests
{
    [TestCase("\"scope\":\"a\"", ExpectedResult = "accepted")]
    [TestCase("\"scope\":\"\"", ExpectedResult = "accepted")]
    [TestCase("\"scope\":0", ExpectedResult = "accepted")]
    [TestCase("\"scope\":false", ExpectedResult = "accepted")]
    [TestCase("\"scope\":{}", ExpectedResult = "accepted")]
    [TestCase("\"\\u0073cope\":1", ExpectedResult = "accepted")]
    [TestCase("\"scope\":null", ExpectedResult = "claim_missing")]
    [TestCase("\"Scope\":\"a\"", ExpectedResult = "claim_missing")]
    [TestCase("\"x\":{\"scope\":1}", ExpectedResult = "claim_missing")]
    [TestCase("\"x\":\"scope\"", ExpectedResult = "claim_missing")]
    public Task<string> Demands_a_claim_that_is_not_null(string member) =>
        Verdict.CodeOf(RawToken.WithMember(member), SamplePolicy.Make(requiredClaims: ["scope"]));

    [TestCase("\"a\":1,\"b\":1", ExpectedResult = "accepted")]
    [TestCase("\"b\":1,\"a\":1", ExpectedResult = "accepted")]
    [TestCase("\"a\":1", ExpectedResult = "claim_missing")]
    [TestCase("\"b\":1", ExpectedResult = "claim_missing")]
    [TestCase("\"a\":1,\"b\":null", ExpectedResult = "claim_missing")]
    public Task<string> Demands_each_of_several(string members) =>
        Verdict.CodeOf(RawToken.WithMember(members), SamplePolicy.Make(requiredClaims: ["a", "b"]));

    [Test]
    public async Task Demands_a_claim_once_that_is_named_twice() => Assert.That(
        await Verdict.CodeOf(RawToken.WithMember("\"a\":1"), SamplePolicy.Make(requiredClaims: ["a", "a"])), Is.EqualTo("accepted"));

    [TestCase("\"sub\":\"bob\"", ExpectedResult = "accepted")]
    [TestCase("\"x\":1", ExpectedResult = "claim_missing")]
    [TestCase("\"sub\":null", ExpectedResult = "invalid_claims")]
    public Task<string> Demands_a_subject(string member) => Verdict.CodeOf(RawToken.WithMember(member), SamplePolicy.Make(requireSubject: true));

    [Test]
    public async Task Demands_a_subject_once_that_is_named_twice() => Assert.That(
        await Verdict.CodeOf(RawToken.WithMember("\"sub\":\"bob\""), SamplePolicy.Make(requireSubject: true, requiredClaims: ["sub"])),
        Is.EqualTo("accepted"));

    [Test]
    public async Task Demands_a_registered_claim() => Assert.That(
        await Verdict.CodeOf(RawToken.WithMember("\"x\":1"), SamplePolicy.Make(requiredClaims: ["jti"])), Is.EqualTo("claim_missing"));

    [Test]
    public async Task Compares_names_of_other_scripts() => Assert.That(
        await Verdict.CodeOf(RawToken.WithMember("\"jméno\":1"), SamplePolicy.Make(requiredClaims: ["jméno"])), Is.EqualTo("accepted"));
}
