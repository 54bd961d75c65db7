using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>The main path and a refusal without a mouse.</summary>
[TestFixture]
internal sealed class KeyboardPageTests() : PageTests("keyboard")
{
    [Test]
    public void Arrows_choose_the_algorithm() => Assert.That(At("algorithm"), Is.EqualTo("RS256"));

    [Test]
    public void Leads_from_sending_to_sending_again() => Assert.That(At("next"), Is.EqualTo("Send the same token again"));

    [Test]
    public void Sends_and_replays() => Assert.That(List("answers"), Is.EqualTo(["200 OK", "401 Unauthorized"]));

    [Test]
    public void Provokes_a_refusal() => Assert.That(At("provoked"), Is.EqualTo("401 Unauthorized"));

    [Test]
    public void Shows_where_the_focus_is_at_every_stop() => Assert.That(List("unseen"), Is.Empty);
}
