using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Nothing that was changed on its way opens, and nothing unauthenticated is written.</summary>
[TestFixture]
internal sealed class StreamTamperTests
{
    private const int Tail = 7;
    private const int PayloadLength = (3 * SampleStream.SmallChunk) + Tail;

    private byte[] envelope = [];
    private byte[][] chunks = [];

    private static IEnumerable<TestCaseData> Rearranged =>
    [
        Case("Refuses_the_first_two_chunks_swapped", 0, static c => [c[1], c[0], c[2], c[3]]),
        Case("Refuses_two_later_chunks_swapped", 1, static c => [c[0], c[2], c[1], c[3]]),
        Case("Refuses_the_last_chunk_before_another", 2, static c => [c[0], c[1], c[3], c[2]]),
        Case("Refuses_a_chunk_twice", 1, static c => [c[0], c[0], c[1], c[2], c[3]]),
        Case("Refuses_the_last_chunk_twice", 3, static c => [.. c, c[3]]),
        Case("Refuses_without_the_first_chunk", 0, static c => c[1..]),
        Case("Refuses_without_a_chunk_in_the_middle", 1, static c => [c[0], .. c[2..]]),
        Case("Refuses_without_the_last_chunk", 2, static c => c[..3]),
        Case("Refuses_the_first_chunk_alone", 0, static c => c[..1]),
        Case("Refuses_the_last_chunk_alone", 0, static c => c[3..]),
        Case("Refuses_without_any_chunk", 0, static _ => []),
        Case("Refuses_a_byte_at_the_end", 3, static c => [.. c, [0]]),
        Case("Refuses_a_tag_of_zeros_at_the_end", 3, static c => [.. c, new byte[16]]),
        Case("Refuses_a_chunk_of_zeros_at_the_end", 3, static c => [.. c, new byte[SampleStream.SealedChunk]]),
        Case("Refuses_a_second_message_behind_it", 3, static c => [.. c, .. c]),
    ];

    [OneTimeSetUp]
    public async Task Seal()
    {
        envelope = await SampleStream.SealAsync(SampleStream.Payload(PayloadLength), contentType: "text/csv");
        chunks = SampleStream.Chunks(envelope);
    }

    [Test]
    public async Task Opens_unchanged() => Assert.That(await SampleStream.VerdictAsync(SampleStream.WithChunks(envelope, chunks)), Is.EqualTo((true, PayloadLength)));

    [TestCaseSource(nameof(Rearranged))]
    public async Task Refuses_rearranged(int authenticChunks, Func<byte[][], byte[][]> rearrange) => Assert.That(
        await SampleStream.VerdictAsync(SampleStream.WithChunks(envelope, rearrange(chunks))), Is.EqualTo((false, authenticChunks * SampleStream.SmallChunk)));

    [Test]
    public async Task Refuses_a_chunk_of_another_message_of_the_same_sender()
    {
        byte[][] others = SampleStream.Chunks(await SampleStream.SealAsync(SampleStream.Payload(PayloadLength)));
        Assert.That(
            await SampleStream.VerdictAsync(SampleStream.WithChunks(envelope, [chunks[0], others[1], chunks[2], chunks[3]])), Is.EqualTo((false, SampleStream.SmallChunk)));
    }

    [Test]
    public async Task Refuses_an_envelope_cut_at_the_border_of_a_chunk([Values(0, 1, 2, 3)] int border)
    {
        byte[] cut = envelope[..(SampleStream.ChunksOffset(envelope) + (border * SampleStream.SealedChunk))];
        Assert.That(await SampleStream.VerdictAsync(cut), Is.EqualTo((false, Math.Max(0, border - 1) * SampleStream.SmallChunk)));
    }

    [Test]
    public async Task Refuses_a_small_message_cut_at_any_byte()
    {
        byte[] small = await SampleStream.SealAsync(SampleStream.Payload(20));
        List<int> opened = [];
        for (int length = 0; length < small.Length; length++)
        {
            if (await SampleStream.VerdictAsync(small[..length]) != (false, 0))
            {
                opened.Add(length);
            }
        }

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public async Task Refuses_a_small_message_with_any_bit_changed([Values("dir", "RSA-OAEP-256")] string mode)
    {
        using EncryptionKey receiver = SampleStream.Of(mode).NewEncryptionKey("k-1");
        using DecryptionKey key = SampleStream.Of(mode).NewDecryptionKey("k-1");
        byte[] small = await SampleStream.SealAsync(SampleStream.Payload(20), receiver, contentType: "text/csv");
        List<(int, int)> opened = [];
        for (int at = 0; at < small.Length; at++)
        {
            for (int bit = 0; bit < 8; bit += mode == "dir" ? 1 : 7)
            {
                small[at] ^= (byte)(1 << bit);
                if (await SampleStream.VerdictAsync(small, key) != (false, 0))
                {
                    opened.Add((at, bit));
                }

                small[at] ^= (byte)(1 << bit);
            }
        }

        Assert.That(opened, Is.Empty);
    }

    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 3)]
    public async Task Writes_exactly_the_chunks_before_a_damaged_one(int damaged, int written)
    {
        byte[] changed = [.. envelope];
        changed[SampleStream.ChunksOffset(envelope) + (damaged * SampleStream.SealedChunk)] ^= 1;
        (EnvelopeStreamResult result, byte[] bytes) = await SampleStream.OpenAsync(changed);
        Assert.That(
            (result.Succeeded, result.BytesWritten, result.ContentType, bytes.AsSpan().SequenceEqual(SampleStream.Payload(written * SampleStream.SmallChunk))),
            Is.EqualTo((false, (long)(written * SampleStream.SmallChunk), (string?)null, true)));
    }

    [Test]
    public async Task Refuses_an_empty_last_chunk_after_others() => Assert.That(
        await SampleStream.VerdictAsync(ForgedBySender(SampleStream.SmallChunk, 0)), Is.EqualTo((false, SampleStream.SmallChunk)));

    [Test]
    public async Task Refuses_a_short_chunk_before_the_last() => Assert.That(
        await SampleStream.VerdictAsync(ForgedBySender(100, 100)), Is.EqualTo((false, 0)));

    [Test]
    public async Task Opens_what_the_sender_could_forge_where_it_is_cut_as_it_should_be() => Assert.That(
        await SampleStream.VerdictAsync(ForgedBySender(SampleStream.SmallChunk, 100)), Is.EqualTo((true, SampleStream.SmallChunk + 100)));

    [Test]
    public async Task Refuses_random_bytes_without_an_exception()
    {
        Random random = FixedSeed.NewRandom();
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            "JKES\u0001"u8[..Math.Min(bytes.Length, 5)].CopyTo(bytes);
            if (bytes.Length > 7)
            {
                bytes[5] = 0;
            }

            Assert.That(await SampleStream.VerdictAsync(bytes), Is.EqualTo((false, 0)));
        }
    }

    [Test]
    public async Task Reads_no_more_than_its_first_bytes_of_a_header_that_says_it_is_too_long()
    {
        using MemoryStream source = new([.. "JKES"u8, 1, 0xFF, 0xFF, .. new byte[70_000]]);
        using DecryptionKey key = SampleStream.Shared.NewDecryptionKey();
        await PayloadEnvelope.OpenAsync(source, Stream.Null, key, SampleStream.Context);
        Assert.That(source.Position, Is.EqualTo(StreamHeader.PrefixLength));
    }

    private static TestCaseData Case(string name, int authenticChunks, Func<byte[][], byte[][]> rearrange) => new(authenticChunks, rearrange) { TestName = name };

    /// <summary>Sealed with the right key and the right nonces, in pieces of these lengths.</summary>
    private static byte[] ForgedBySender(params int[] lengths)
    {
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey();
        using StreamBeginning beginning = StreamBeginning.Make(key, SampleStream.Context, contentType: null, SampleStream.SmallExponent);
        List<byte> bytes = [.. beginning.Bytes.Span];
        for (int i = 0; i < lengths.Length; i++)
        {
            byte[] sealedChunk = new byte[lengths[i] + StreamCipher.TagLength];
            beginning.Cipher.Seal(SampleStream.Payload(lengths[i]), sealedChunk, isLast: i == lengths.Length - 1);
            bytes.AddRange(sealedChunk);
        }

        return [.. bytes];
    }
}
