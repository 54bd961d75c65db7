using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class StreamNonceTests
{
    [TestCase(0, false, "000000000000000000000000")]
    [TestCase(0, true, "000000000000000000000001")]
    [TestCase(1, false, "000000000000000000000100")]
    [TestCase(0x01020304, true, "000000000000000102030401")]
    [TestCase(0xFFFFFFFF, false, "00000000000000FFFFFFFF00")]
    [TestCase(0xFFFFFFFF, true, "00000000000000FFFFFFFF01")]
    public void Writes_the_number_and_whether_it_is_the_last(long chunk, bool isLast, string expected) => Assert.That(Hex(chunk, isLast), Is.EqualTo(expected));

    [Test]
    public void Differs_for_each_chunk_around_each_carry()
    {
        long[] numbers = [.. new long[] { 0, 1L << 8, 1L << 16, 1L << 24, 1L << 31, StreamNonce.MaximumChunks }
            .SelectMany(static carry => Enumerable.Range(-300, 600).Select(near => carry + near)).Where(static chunk => chunk is >= 0 and < StreamNonce.MaximumChunks).Distinct()];
        string[] nonces = [.. numbers.SelectMany(static chunk => new[] { Hex(chunk, isLast: false), Hex(chunk, isLast: true) })];

        Assert.That(nonces, Is.Unique);
    }

    [TestCase(StreamNonce.MaximumChunks)]
    [TestCase(-1)]
    [TestCase(long.MaxValue)]
    public void Throws_for_a_chunk_that_cannot_be(long chunk) => Assert.That(() => Hex(chunk, isLast: false), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Leaves_nothing_of_what_stood_there()
    {
        byte[] nonce = [.. Enumerable.Repeat((byte)255, StreamNonce.Length)];
        StreamNonce.Write(nonce, 0, isLast: false);
        Assert.That(nonce, Is.All.Zero);
    }

    private static string Hex(long chunk, bool isLast)
    {
        byte[] nonce = new byte[StreamNonce.Length];
        StreamNonce.Write(nonce, chunk, isLast);
        return Convert.ToHexString(nonce);
    }
}
