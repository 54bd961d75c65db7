using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>A token signed by RS256 and encrypted for the platform, which is sent.</summary>
[TestFixture]
internal sealed class EncryptedPageTests() : PageTests("encrypted")
{
    [Test]
    public void Shows_five_parts() => Assert.That(List("parts"), Is.EqualTo(["Header", "Encrypted key", "Initialization vector", "Ciphertext", "Authentication tag"]));

    [Test]
    public void Shows_each_part_in_a_colour_of_its_own() => Assert.That(Seen["colours"]!.GetValue<int>(), Is.EqualTo(5));

    [Test]
    public void Follows_the_choice() => Assert.That((At("header", "alg"), At("header", "enc")), Is.EqualTo(("RSA1_5", "A128CBC-HS256")));

    [Test]
    public void Cannot_say_what_is_inside_before_the_platform_has_answered() => Assert.That(At("before", "inside"), Is.EqualTo("Only the platform can tell"));

    [Test]
    public void Knows_what_is_inside_once_the_platform_has_answered() => Assert.That((At("status"), At("after", "inside")), Is.EqualTo(("200 OK", "Taken")));
}
