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
}
