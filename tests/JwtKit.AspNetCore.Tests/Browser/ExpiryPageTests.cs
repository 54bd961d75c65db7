using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>Five minutes on the page's clock, which the test sets forward.</summary>
[TestFixture]
internal sealed class ExpiryPageTests() : PageTests("expiry")
{
    [Test]
    public void The_bar_runs_down() => Assert.That((Share("full"), Share("half")), Is.EqualTo((1.0, 0.5)));

    [Test]
    public void Says_that_the_token_has_expired() => Assert.That((At("text"), At("verdicts", "exp")), Is.EqualTo(("Expired", "The token has expired.")));

    private double Share(string name) => Math.Round(Seen[name]!.GetValue<double>(), 1);
}
