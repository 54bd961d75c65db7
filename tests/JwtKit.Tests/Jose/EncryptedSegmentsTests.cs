using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class EncryptedSegmentsTests
{
    [TestCase("a.b.c.d.e", "a|b|c|d|e")]
    [TestCase("....", "||||")]
    [TestCase("aa..cc.dd.", "aa||cc|dd|")]
    public void Splits_at_four_dots(string text, string expected) => Assert.That(Split(text), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("a")]
    [TestCase("a.b.c")]
    [TestCase("a.b.c.d")]
    [TestCase("a.b.c.d.e.f")]
    [TestCase(".....")]
    public void Refuses_another_number_of_dots(string text) => Assert.That(Split(text), Is.Null);

    [Test]
    public void Refuses_100_000_dots() => Assert.That(Split(new string('.', 100_000)), Is.Null);

    private static string? Split(string text) => EncryptedSegments.TrySplit(Encoding.ASCII.GetBytes(text), out EncryptedSegments segments)
        ? string.Join('|', Text(segments.Header), Text(segments.Key), Text(segments.Vector), Text(segments.Ciphertext), Text(segments.Tag))
        : null;

    private static string Text(ReadOnlySpan<byte> segment) => Encoding.ASCII.GetString(segment);

    [TestCase("a.b.c.d.e", "a b c d e 6")]
    [TestCase("....", "     3")]
    [TestCase("aaaa.b.c.dddddddddddd.e", "aaaa b c dddddddddddd e 9")]
    [TestCase("a.b.c.d.d.d.e", "a b c d.d.d e 6")]
    [TestCase("a.b.c.dddddddddddd.eeeeeeee", "a b c dddddddddddd eeeeeeee 6")]
    public void Splits_by_its_edges(string text, string expected)
    {
        EncryptedSegments.TrySplitEdges(RawToken.Utf8(text), edge: 10, out EncryptedSegments segments, out int start);
        string[] parts =
        [
            System.Text.Encoding.UTF8.GetString(segments.Header), System.Text.Encoding.UTF8.GetString(segments.Key), System.Text.Encoding.UTF8.GetString(segments.Vector),
            System.Text.Encoding.UTF8.GetString(segments.Ciphertext), System.Text.Encoding.UTF8.GetString(segments.Tag),
        ];
        Assert.That($"{string.Join(' ', parts)} {start}", Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("...")]
    [TestCase("a.b.c.d")]
    [TestCase("aaaaaaaaa.b.c.d.e")]
    [TestCase("a.b.c.dddddddddddd.eeeeeeeeee")]
    public void Splits_nothing_without_four_dots_within_its_edges(string text) =>
        Assert.That(EncryptedSegments.TrySplitEdges(RawToken.Utf8(text), edge: 10, out _, out _), Is.False);
}
