using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JsonRangeTests
{
    [TestCase(@"plain", "plain")]
    [TestCase(@"", "")]
    [TestCase(@"Grüße 😀", "Grüße 😀")]
    [TestCase(@"\u0065xp", "exp")]
    [TestCase(@"a\""b\\c\/d\n", "a\"b\\c/d\n")]
    [TestCase(@"\ud83d\ude00", "😀")]
    public void Gives_the_text_without_escapes(string raw, string expected)
    {
        byte[] json = Json(raw);
        Assert.That(Value(json).GetText(json), Is.EqualTo(expected));
    }

    [TestCase(@"plain", "plain", ExpectedResult = true)]
    [TestCase(@"\u0070lain", "plain", ExpectedResult = true)]
    [TestCase(@"plain", "Plain", ExpectedResult = false)]
    [TestCase(@"plain", "plai", ExpectedResult = false)]
    [TestCase(@"plai", "plain", ExpectedResult = false)]
    [TestCase(@"\u0070lain", "plainer", ExpectedResult = false)]
    [TestCase(@"\u0070lain", @"\u0070lain", ExpectedResult = false)]
    [TestCase(@"é", "e\u0301", ExpectedResult = false)]
    public bool Compares_ordinally_with_escapes_resolved(string raw, string expected)
    {
        byte[] json = Json(raw);
        return Value(json).TextEquals(json, Encoding.UTF8.GetBytes(expected));
    }

    private static byte[] Json(string raw) => Encoding.UTF8.GetBytes($"{{\"a\":\"{raw}\"}}");

    private static JsonRange Value(byte[] json)
    {
        StrictJsonReader reader = new(json);
        return reader.NextMember() ? reader.Value : throw new AssertionException("The object was refused.");
    }
}
