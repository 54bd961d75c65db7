using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>The page on telephones of 390 and 360 pixels.</summary>
[TestFixture]
internal sealed class PhonePageTests() : PageTests("phone")
{
    [Test]
    public void Is_never_wider_than_the_screen() => Assert.That(
        Seen["widths"]!.AsObject().Where(static width => width.Value!.GetValue<int>() > 0).Select(static width => width.Key), Is.Empty);
}
