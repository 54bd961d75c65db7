using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>The page in the light and in the dark, with a token, answers and a refusal on it.</summary>
[TestFixture]
internal sealed class SchemePageTests() : PageTests("schemes")
{
    [Test]
    public void Follows_the_systems_scheme() => Assert.That(At("seen", "light", "background"), Is.Not.EqualTo(At("seen", "dark", "background")));

    [Test]
    public void All_text_stands_out_from_its_background([Values("light", "dark")] string scheme) =>
        Assert.That(Seen["seen"]![scheme]!["ratio"]!.GetValue<double>(), Is.GreaterThanOrEqualTo(4.5), At("seen", scheme, "text"));
}
