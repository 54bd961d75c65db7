using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class ExpectedTests
{
    private const string Empty = "The expected value is empty, which would switch the check off. Expected.NotChecked says so openly. (Parameter 'values')";
    private const string EmptyValue = "The expected value is empty, which would switch the check off. Expected.NotChecked says so openly. (Parameter 'value')";

    [Test]
    public void Refuses_empty_text() => Assert.That(() => (Expected)string.Empty, Throws.ArgumentException.With.Message.EqualTo(EmptyValue));

    [Test]
    public void Refuses_null_text() => Assert.That(() => (Expected)(string)null!, Throws.ArgumentNullException.With.Property("ParamName").EqualTo("value"));

    [Test]
    public void Refuses_empty_text_by_its_other_name() =>
        Assert.That(() => Expected.FromString(string.Empty), Throws.ArgumentException.With.Message.EqualTo(EmptyValue));

    [Test]
    public void Refuses_empty_text_among_others() =>
        Assert.That(() => Expected.AnyOf("a", string.Empty), Throws.ArgumentException.With.Message.EqualTo(Empty));

    [Test]
    public void Refuses_no_text() => Assert.That(
        () => Expected.AnyOf(),
        Throws.ArgumentException.With.Message.EqualTo(
            "No value was given, which would switch the check off. Expected.NotChecked says so openly. (Parameter 'values')"));

    [Test]
    public void Refuses_half_of_a_surrogate_pair() => Assert.That(
        () => (Expected)"\ud800",
        Throws.ArgumentException.With.Message.EqualTo(
            "The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed. (Parameter 'value')"));

    [Test]
    public void Names_its_texts() => Assert.That(Expected.AnyOf("a", "b").Values, Is.EqualTo(new[] { "a", "b" }));

    [Test]
    public void Is_checked_where_there_is_a_text() => Assert.That(((Expected)"a").IsChecked, Is.True);

    [Test]
    public void Is_not_checked_where_that_is_spelled_out() => Assert.That(Expected.NotChecked.IsChecked, Is.False);

    [Test]
    public void Prints_its_texts() => Assert.That(Expected.AnyOf("a", "b").ToString(), Is.EqualTo("a or b"));

    [Test]
    public void Prints_that_nothing_is_checked() => Assert.That(Expected.NotChecked.ToString(), Is.EqualTo("not checked"));

    [TestCase("a", ExpectedResult = "accepted")]
    [TestCase("b", ExpectedResult = "accepted")]
    [TestCase("c", ExpectedResult = "issuer_mismatch")]
    [TestCase("a or b", ExpectedResult = "issuer_mismatch")]
    public Task<string> Accepts_any_of_several_issuers(string issuer) => Verdict.CodeOf(
        RawToken.WithPayload($$"""{"iss":"{{issuer}}","aud":"orders-api","exp":1767225900}"""), SamplePolicy.Make(issuer: Expected.AnyOf("a", "b")));

    [TestCase("""{"iss":"anyone","aud":"orders-api","exp":1767225900}""", ExpectedResult = "accepted")]
    [TestCase("""{"aud":"orders-api","exp":1767225900}""", ExpectedResult = "accepted")]
    [TestCase("""{"iss":1,"aud":"orders-api","exp":1767225900}""", ExpectedResult = "invalid_claims")]
    public Task<string> Does_not_look_at_an_issuer_that_is_not_checked(string payload) =>
        Verdict.CodeOf(RawToken.WithPayload(payload), SamplePolicy.Make(issuer: Expected.NotChecked));

    [TestCase("""{"iss":"cs-1","aud":"anyone","exp":1767225900}""", ExpectedResult = "accepted")]
    [TestCase("""{"iss":"cs-1","exp":1767225900}""", ExpectedResult = "accepted")]
    [TestCase("""{"iss":"cs-1","aud":[],"exp":1767225900}""", ExpectedResult = "accepted")]
    [TestCase("""{"iss":"cs-1","aud":[1],"exp":1767225900}""", ExpectedResult = "invalid_claims")]
    public Task<string> Does_not_look_at_an_audience_that_is_not_checked(string payload) =>
        Verdict.CodeOf(RawToken.WithPayload(payload), SamplePolicy.Make(audience: Expected.NotChecked));
}
