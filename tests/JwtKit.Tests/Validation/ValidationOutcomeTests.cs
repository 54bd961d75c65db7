using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class ValidationOutcomeTests
{
    [Test]
    public void Has_not_succeeded_by_default() => Assert.That(default(ValidationOutcome).Succeeded, Is.False);

    [Test]
    public void Has_no_token_by_default() => Assert.That(default(ValidationOutcome).Token, Is.Null);

    [Test]
    public void Says_by_default_that_nothing_was_validated() =>
        Assert.That(default(ValidationOutcome).ToString(), Is.EqualTo("malformed: Nothing was validated."));

    [Test]
    public async Task Has_a_token_and_no_failure_when_accepted()
    {
        ValidationOutcome outcome = await Verdict.Of(RawToken.WithPayload(RawToken.Payload));

        Assert.That((outcome.Succeeded, outcome.Token is null, outcome.Failure is null), Is.EqualTo((true, false, true)));
    }

    [Test]
    public async Task Has_a_failure_and_no_token_when_refused()
    {
        ValidationOutcome outcome = await Verdict.Of("no token");

        Assert.That((outcome.Succeeded, outcome.Token is null, outcome.Failure is null), Is.EqualTo((false, true, false)));
    }

    [Test]
    public async Task Prints_that_it_was_accepted() =>
        Assert.That((await Verdict.Of(RawToken.WithPayload(RawToken.Payload))).ToString(), Is.EqualTo("accepted"));

    [Test]
    public async Task Prints_the_failure() => Assert.That(
        (await Verdict.Of(RawToken.WithPayload("""{"iss":"cs-1","aud":"orders-api"}"""))).ToString(),
        Is.EqualTo("expiration_missing: The token has no exp."));
}
