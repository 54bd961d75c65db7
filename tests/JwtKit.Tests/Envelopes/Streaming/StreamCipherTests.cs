using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class StreamCipherTests
{
    private const string TooMany = "The payload has more than 2^32 chunks, 256 TiB, as many as one envelope holds. Seal it in parts.";

    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];
    private static readonly byte[] Payload = [1, 2, 3];

    [Test]
    public void Seals_as_the_platform_does_under_the_nonce_of_the_chunk()
    {
        byte[] expected = new byte[Payload.Length + StreamCipher.TagLength];
        using AesGcm aes = new(Key, StreamCipher.TagLength);
        aes.Encrypt(Convert.FromHexString("000000000000000000000101"), Payload, expected.AsSpan(0, Payload.Length), expected.AsSpan(Payload.Length));

        using StreamCipher cipher = new(Key);
        Seal(cipher, isLast: false);
        Assert.That(Seal(cipher, isLast: true), Is.EqualTo(expected));
    }

    [Test]
    public void Opens_chunks_in_their_order()
    {
        byte[][] sealedChunks = SealThree();
        using StreamCipher cipher = new(Key);
        Assert.That(Array.ConvertAll(sealedChunks, chunk => TryOpen(cipher, chunk, isLast: chunk == sealedChunks[2])), Is.All.True);
    }

    [Test]
    public void Refuses_a_chunk_out_of_its_order()
    {
        byte[][] sealedChunks = SealThree();
        using StreamCipher cipher = new(Key);
        Assert.That(TryOpen(cipher, sealedChunks[1], isLast: false), Is.False);
    }

    [Test]
    public void Refuses_a_chunk_that_was_not_sealed_as_the_last()
    {
        using StreamCipher cipher = new(Key);
        Assert.That(TryOpen(cipher, SealThree()[0], isLast: true), Is.False);
    }

    [Test]
    public void Opens_nothing_after_a_damaged_chunk()
    {
        byte[][] sealedChunks = SealThree();
        using StreamCipher cipher = new(Key);
        TryOpen(cipher, sealedChunks[1], isLast: false);
        Assert.That(TryOpen(cipher, sealedChunks[1], isLast: false), Is.False);
    }

    [Test]
    public void Erases_what_did_not_authenticate()
    {
        byte[] damaged = SealThree()[0];
        damaged[^1] ^= 1;
        byte[] payload = [9, 9, 9];
        using StreamCipher cipher = new(Key);
        cipher.TryOpen(damaged, payload, isLast: false);
        Assert.That(payload, Is.All.Zero);
    }

    [Test]
    public void Seals_the_chunk_with_the_highest_number()
    {
        using StreamCipher cipher = new(Key);
        cipher.SetNext(StreamNonce.MaximumChunks - 1);
        Assert.That(() => Seal(cipher, isLast: false), Throws.Nothing);
    }

    [Test]
    public void Throws_instead_of_counting_over()
    {
        using StreamCipher cipher = new(Key);
        cipher.SetNext(StreamNonce.MaximumChunks - 1);
        Seal(cipher, isLast: false);
        Assert.That(() => Seal(cipher, isLast: true), Throws.InvalidOperationException.With.Message.EqualTo(TooMany));
    }

    [Test]
    public void Refuses_to_open_beyond_the_highest_number()
    {
        byte[] first = SealThree()[0];
        using StreamCipher cipher = new(Key);
        cipher.SetNext(StreamNonce.MaximumChunks);
        Assert.That(TryOpen(cipher, first, isLast: false), Is.False);
    }

    [Test]
    public void Seals_nothing_after_the_last_chunk()
    {
        using StreamCipher cipher = new(Key);
        Seal(cipher, isLast: true);
        Assert.That(() => Seal(cipher, isLast: true), Throws.InvalidOperationException);
    }

    private static byte[][] SealThree()
    {
        using StreamCipher cipher = new(Key);
        return [Seal(cipher, isLast: false), Seal(cipher, isLast: false), Seal(cipher, isLast: true)];
    }

    private static byte[] Seal(StreamCipher cipher, bool isLast)
    {
        byte[] sealedChunk = new byte[Payload.Length + StreamCipher.TagLength];
        cipher.Seal(Payload, sealedChunk, isLast);
        return sealedChunk;
    }

    private static bool TryOpen(StreamCipher cipher, byte[] sealedChunk, bool isLast) =>
        cipher.TryOpen(sealedChunk, new byte[sealedChunk.Length - StreamCipher.TagLength], isLast);
}
