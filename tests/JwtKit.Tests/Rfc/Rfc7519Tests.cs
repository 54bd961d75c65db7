using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The example of RFC 7519 section 3.1 is the token of RFC 7515 section A.1, here with its claims.</summary>
[TestFixture]
internal sealed class Rfc7519Tests
{
    // exp is 2011-03-22T18:43:00Z.
    private static readonly DateTimeOffset Before = new(2011, 3, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly VerificationKey key = VerificationKey.Hs256(Secret.FromBase64Url(Rfc7515Vectors.HmacKey));

    [OneTimeTearDown]
    public void DisposeKey() => key.Dispose();

    [Test]
    public async Task Validates_the_example_of_section_3_1()
    {
        ValidationOutcome outcome = await ValidateAsync(Before, "joe");
        Assert.That(outcome.ToString(), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Reads_the_claims_of_section_3_1()
    {
        ValidatedToken token = (await ValidateAsync(Before, "joe")).Token!;
        token.TryGetClaim("http://example.com/is_root", out System.Text.Json.JsonElement isRoot);
        Assert.That(
            (token.Issuer, token.ExpiresAt, isRoot.GetBoolean(), token.Subject),
            Is.EqualTo(("joe", DateTimeOffset.FromUnixTimeSeconds(1300819380), true, (string?)null)));
    }

    [TestCase(29, "accepted")]
    [TestCase(30, TokenFailureCodes.Expired)]
    public async Task The_example_of_section_3_1_ends_30_seconds_after_its_exp(int secondsAfter, string expected)
    {
        ValidationOutcome outcome = await ValidateAsync(DateTimeOffset.FromUnixTimeSeconds(1300819380 + secondsAfter), "joe");
        Assert.That(outcome.Failure?.Code ?? "accepted", Is.EqualTo(expected));
    }

    [Test]
    public async Task Refuses_the_example_of_section_3_1_where_another_issuer_is_expected()
    {
        ValidationOutcome outcome = await ValidateAsync(Before, "Joe");
        Assert.That(outcome.Failure?.Code, Is.EqualTo(TokenFailureCodes.IssuerMismatch));
    }

    private ValueTask<ValidationOutcome> ValidateAsync(DateTimeOffset now, string issuer)
    {
        ValidationPolicy policy = new() { Keys = [key], Issuer = issuer, Audience = Expected.NotChecked, Use = TokenUse.Reusable };
        return new JwtValidator(policy, new FixedTimeProvider(now)).ValidateAsync(Rfc7515Vectors.HmacToken);
    }
}
