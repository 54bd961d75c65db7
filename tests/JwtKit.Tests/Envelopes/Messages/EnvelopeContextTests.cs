using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class EnvelopeContextTests
{
    [Test]
    public void Is_the_UTF_8_of_its_text()
    {
        EnvelopeContext context = "Aufträge/😀";
        Assert.That(context.Utf8.ToArray(), Is.EqualTo(RawToken.Utf8("Aufträge/😀")));
    }

    [Test]
    public void Is_empty_where_there_is_none() => Assert.That(EnvelopeContext.None.Utf8.IsEmpty, Is.True);

    [Test]
    public void Refuses_empty_text() => Assert.That(
        () => EnvelopeContext.FromString(string.Empty),
        Throws.ArgumentException.With.Message.EqualTo("The context is empty; where there is to be none, write EnvelopeContext.None. (Parameter 'context')"));

    [Test]
    public void Refuses_no_text_at_all() => Assert.That(() => EnvelopeContext.FromString(null!), Throws.ArgumentNullException);

    [Test]
    public void Refuses_half_of_a_surrogate_pair() => Assert.That(
        () => EnvelopeContext.FromString("a\ud800"),
        Throws.ArgumentException.With.Message.EqualTo(
            "The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed. (Parameter 'context')"));

    [Test]
    public void Refuses_a_control_character() => Assert.That(
        () => EnvelopeContext.FromString("a\nb"),
        Throws.ArgumentException.With.Message.EqualTo("The context holds a control character; printable text is needed. (Parameter 'context')"));

    [Test]
    public void Takes_1024_bytes() => Assert.That(EnvelopeContext.FromString(new string('ä', 512)).Utf8.Length, Is.EqualTo(1024));

    [Test]
    public void Refuses_1025_bytes_and_says_how_many_there_are() => Assert.That(
        () => EnvelopeContext.FromString(new string('ä', 512) + "x"),
        Throws.ArgumentException.With.Message.EqualTo("The context has 1025 bytes of UTF-8; at most 1024 are accepted. (Parameter 'context')"));

    [Test]
    public void Prints_no_text() => Assert.That(EnvelopeContext.FromString("orders/export").ToString(), Is.EqualTo("EnvelopeContext"));

    [Test]
    public void Prints_that_there_is_none() => Assert.That(EnvelopeContext.None.ToString(), Is.EqualTo("None"));
}
