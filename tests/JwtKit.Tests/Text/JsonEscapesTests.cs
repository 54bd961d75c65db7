using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JsonEscapesTests
{
    [TestCase("")]
    [TestCase("plain")]
    [TestCase(@"\ud83d\ude00")]
    [TestCase(@"\uD83D\uDE00\uD83D\uDE00")]
    [TestCase(@"\u0000")]
    [TestCase(@"\u0000\ud83d\ude00")]
    [TestCase(@"\ud7ff\ue000")]
    [TestCase(@"\n\t\\\""\/")]
    public void Accepts_text_without_lone_surrogates(string raw) => Assert.That(ArePaired(raw), Is.True);

    [TestCase(@"\\ud800")]
    [TestCase(@"\\\\udc00")]
    public void Takes_an_escaped_backslash_for_what_it_is(string raw) => Assert.That(ArePaired(raw), Is.True);

    [TestCase(@"\ud800")]
    [TestCase(@"\uDBFF")]
    [TestCase(@"a\ud800b")]
    [TestCase(@"\ud800\n")]
    [TestCase(@"\ud800\u0041")]
    [TestCase(@"\ud800\ud800")]
    [TestCase(@"\ud800a\udc00")]
    [TestCase(@"\ud83d\ude00\ud83d")]
    [TestCase(@"\\\ud800")]
    public void Refuses_a_high_surrogate_without_its_low_one(string raw) => Assert.That(ArePaired(raw), Is.False);

    [TestCase(@"\udc00")]
    [TestCase(@"\uDFFF")]
    [TestCase(@"\ud83d\ude00\ude00")]
    [TestCase(@"\n\udc00")]
    [TestCase(@"\u0000\udc00")]
    public void Refuses_a_low_surrogate_without_its_high_one(string raw) => Assert.That(ArePaired(raw), Is.False);

    private static bool ArePaired(string raw) => JsonEscapes.ArePaired(Encoding.ASCII.GetBytes(raw));
}
