using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>A token for CCAI, of which there is no stand-in.</summary>
[TestFixture]
internal sealed class CcaiPageTests() : PageTests("ccai")
{
    [Test]
    public void Shows_the_claims_of_a_visitor() => Assert.That(
        Seen["verdicts"]!.AsObject().Select(static claim => claim.Key), Is.EqualTo(["alg", "typ", "iss", "iat", "exp", "identifier", "signature"]));

    [Test]
    public void Offers_nobody_to_send_it_to() => Assert.That(Seen["send"]!.GetValue<bool>(), Is.False);
}
