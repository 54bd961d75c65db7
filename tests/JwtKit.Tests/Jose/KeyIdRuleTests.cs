using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KeyIdRuleTests
{
    [TestCase(null)]
    [TestCase("1")]
    [TestCase("bilbo.baggins@hobbiton.example")]
    [TestCase("../../etc/passwd' OR 1=1 --")]
    [TestCase("Schlüssel 😀")]
    public void Accepts_any_printable_text_or_none(string? keyId) => Assert.That(KeyIdRule.Check(keyId), Is.EqualTo(keyId));

    [Test]
    public void Accepts_256_characters() => Assert.That(KeyIdRule.Check(new string('k', 256)), Has.Length.EqualTo(256));

    [Test]
    public void Refuses_257_characters() => Assert.That(
        () => KeyIdRule.Check(new string('k', 257)),
        Throws.ArgumentException.With.Message.EqualTo("The key id has 257 characters; at most 256 are accepted. (Parameter 'keyId')"));

    [TestCase("a\nb")]
    [TestCase("a\0")]
    [TestCase("\u007f")]
    [TestCase("\u0085")]
    public void Refuses_control_characters(string keyId) => Assert.That(
        () => KeyIdRule.Check(keyId),
        Throws.ArgumentException.With.Message.EqualTo("The key id holds a control character; printable text is needed. (Parameter 'keyId')"));

    [Test]
    public void Refuses_empty_text() => Assert.That(
        () => KeyIdRule.Check(string.Empty),
        Throws.ArgumentException.With.Message.EqualTo("The value cannot be an empty string. (Parameter 'keyId')"));

    [Test]
    public void Refuses_half_of_a_surrogate_pair() => Assert.That(
        () => KeyIdRule.Check("\ud800"),
        Throws.ArgumentException.With.Message.EqualTo(
            "The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed. (Parameter 'keyId')"));
}
