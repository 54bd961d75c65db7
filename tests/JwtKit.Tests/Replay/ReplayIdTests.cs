using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class ReplayIdTests
{
    private static readonly string Long = new('x', 12 * 1024);

    private static TestCaseData[] Pairs =>
    [
        new TestCaseData("cs-1", "t-1").SetArgDisplayNames("short"),
        new TestCaseData("https://id.example.com/é/🙂", "\u0000\u00fcñ🙂").SetArgDisplayNames("non-ASCII"),
        new TestCaseData("cs-1", new string('x', 481)).SetArgDisplayNames("512 bytes in all"),
        new TestCaseData("cs-1", new string('x', 482)).SetArgDisplayNames("513 bytes in all"),
        new TestCaseData("cs-1", new string('ñ', 6000)).SetArgDisplayNames("12 KB, non-ASCII"),
        new TestCaseData(Long, Long).SetArgDisplayNames("12 KB twice"),
    ];

    private static TestCaseData[] IllFormed =>
    [
        new TestCaseData(string.Empty, "t-1", "scope").SetArgDisplayNames("empty scope"),
        new TestCaseData("a\ud800", "t-1", "scope").SetArgDisplayNames("half a pair in the scope"),
        new TestCaseData("cs-1", string.Empty, "tokenId").SetArgDisplayNames("empty token id"),
        new TestCaseData("cs-1", "\udc00a", "tokenId").SetArgDisplayNames("half a pair in the token id"),
    ];

    [TestCaseSource(nameof(Pairs))]
    public void Is_the_hash_of_label_scope_and_token_id_with_their_lengths(string scope, string tokenId)
    {
        byte[] input = [.. Part("JwtKit replay 1"), .. Part(scope), .. Part(tokenId)];

        Assert.That(Bytes(ReplayId.Create(scope, tokenId)), Is.EqualTo(SHA256.HashData(input)));
    }

    [Test]
    public void Never_changes() =>
        Assert.That(ReplayId.Create("cs-1", "t-1").ToString(), Is.EqualTo("a57da4ee9bd91767f8872348290cb734a8b36cc5060bc4c055c3b0494fae0c87"));

    [TestCase("a", "bc", "ab", "c")]
    [TestCase("ab", "c", "a", "bc")]
    [TestCase("a", "b", "b", "a")]
    [TestCase("a", "b", "A", "b")]
    [TestCase("a", "b", "a", "b ")]
    [TestCase("a", "b", "a", "b\u0000")]
    [TestCase("e\u0301", "b", "\u00e9", "b")]
    public void Differs(string scope, string tokenId, string otherScope, string otherTokenId)
    {
        ReplayId id = ReplayId.Create(scope, tokenId);
        ReplayId other = ReplayId.Create(otherScope, otherTokenId);

        Assert.That((id == other, id != other, id.Equals(other), id.Equals((object)other)), Is.EqualTo((false, true, false, false)));
    }

    [Test]
    public void Equals_one_of_the_same_texts()
    {
        ReplayId id = ReplayId.Create("a", "b");
        ReplayId other = ReplayId.Create("a", "b");

        Assert.That((id == other, id != other, id.Equals((object)other), id.GetHashCode()), Is.EqualTo((true, false, true, other.GetHashCode())));
    }

    [TestCaseSource(nameof(IllFormed))]
    public void Refuses_a_text(string scope, string tokenId, string name) => Assert.That(
        () => ReplayId.Create(scope, tokenId), Throws.ArgumentException.With.Property(nameof(ArgumentException.ParamName)).EqualTo(name));

    [Test]
    public void Throws_when_there_is_no_room_for_it() => Assert.That(() => ReplayId.Create("a", "b").CopyTo(new byte[31]), Throws.ArgumentException);

    private static byte[] Bytes(ReplayId id)
    {
        byte[] bytes = new byte[ReplayId.Length];
        id.CopyTo(bytes);
        return bytes;
    }

    private static byte[] Part(string text)
    {
        byte[] utf8 = RawToken.Utf8(text);
        return [(byte)(utf8.Length >> 24), (byte)(utf8.Length >> 16), (byte)(utf8.Length >> 8), (byte)utf8.Length, .. utf8];
    }
}
