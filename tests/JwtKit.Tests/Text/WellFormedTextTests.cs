using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class WellFormedTextTests
{
    [TestCase("")]
    [TestCase("plain")]
    [TestCase("Grüße")]
    [TestCase("😀")]
    [TestCase("a😀b😀")]
    [TestCase("\ud7ff\ue000")]
    public void Accepts_whole_characters(string text) => Assert.That(WellFormedText.IsWellFormed(text), Is.True);

    // As numbers, since a test's arguments are stored as UTF-8.
    [TestCase(0xd800)]
    [TestCase(0xdbff, 0x41)]
    [TestCase(0xdc00)]
    [TestCase(0xdc00, 0xd800)]
    [TestCase(0x41, 0xdfff)]
    [TestCase(0xd83d, 0xde00, 0xd83d)]
    [TestCase(0xd83d, 0xde00, 0xde00)]
    public void Refuses_half_pairs(params int[] units) => Assert.That(WellFormedText.IsWellFormed(Text(units)), Is.False);

    [Test]
    public void Says_what_is_wrong_without_showing_the_text() => Assert.That(
        () => WellFormedText.Require(Text(0xd800), "claim"),
        Throws.ArgumentException.With.Message.EqualTo(
            "The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed. (Parameter 'claim')"));

    [Test]
    public void Throws_for_null() => Assert.That(
        () => WellFormedText.Require(null!, "claim"), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("claim"));

    [Test]
    public void Throws_for_empty_text_where_some_is_needed() => Assert.That(
        () => WellFormedText.RequireNonEmpty(string.Empty, "claim"),
        Throws.ArgumentException.With.Message.EqualTo("The value cannot be an empty string. (Parameter 'claim')"));

    [Test]
    public void Gives_back_the_text_it_accepts() => Assert.That(WellFormedText.RequireNonEmpty("😀", "claim"), Is.EqualTo("😀"));

    private static string Text(params int[] units) => new([.. units.Select(static unit => (char)unit)]);
}
