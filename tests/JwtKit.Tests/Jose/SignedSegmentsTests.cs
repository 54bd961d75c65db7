using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class SignedSegmentsTests
{
    [TestCase("aa.bbb.cccc", "aa|bbb|cccc|aa.bbb")]
    [TestCase("a..c", "a||c|a.")]
    [TestCase("a.b.", "a|b||a.b")]
    [TestCase("..", "|||.")]
    public void Splits_at_the_two_dots(string text, string expected) => Assert.That(Split(text), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("a")]
    [TestCase("a.b")]
    [TestCase(".")]
    [TestCase("a.b.c.d")]
    [TestCase("...")]
    [TestCase("a.b.c.d.e")]
    public void Refuses_any_other_number_of_dots(string text) => Assert.That(Split(text), Is.Null);

    private static string? Split(string text)
    {
        if (!SignedSegments.TrySplit(Encoding.ASCII.GetBytes(text), out SignedSegments segments))
        {
            return null;
        }

        string[] parts =
        [
            Encoding.ASCII.GetString(segments.Header),
            Encoding.ASCII.GetString(segments.Payload),
            Encoding.ASCII.GetString(segments.Signature),
            Encoding.ASCII.GetString(segments.SigningInput),
        ];
        return string.Join('|', parts);
    }
}
