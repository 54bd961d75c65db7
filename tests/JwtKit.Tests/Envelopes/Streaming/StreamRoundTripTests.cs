using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class StreamRoundTripTests
{
    private const int Chunk = 1 << ChunkSize.DefaultExponent;

    private static readonly string[] Modes = ["RSA-OAEP", "RSA-OAEP-256", "dir"];

    [Test]
    public async Task Opens_what_was_sealed(
        [ValueSource(nameof(Modes))] string mode, [Values(0, 1, Chunk - 1, Chunk, Chunk + 1, 3 * Chunk, (5 * Chunk) + 7)] int length)
    {
        byte[] payload = SampleStream.Payload(length);
        using DecryptionKey key = SampleStream.Of(mode).NewDecryptionKey();
        (EnvelopeStreamResult result, byte[] written) = await SampleStream.OpenAsync(await SealAsync(mode, payload), key);
        Assert.That((result.Succeeded, result.BytesWritten, written.AsSpan().SequenceEqual(payload)), Is.EqualTo((true, (long)length, true)));
    }

    [TestCase(0, 1)]
    [TestCase(Chunk - 1, 1)]
    [TestCase(Chunk, 1)]
    [TestCase(Chunk + 1, 2)]
    [TestCase(2 * Chunk, 2)]
    public async Task Writes_no_chunk_more_than_needed(int length, int chunks)
    {
        byte[] envelope = await SealAsync("dir", new byte[length]);
        Assert.That(envelope, Has.Length.EqualTo(SampleStream.ChunksOffset(envelope) + length + (chunks * StreamCipher.TagLength)));
    }

    [Test]
    public async Task Opens_each_chunk_size([Range(ChunkSize.MinimumExponent, ChunkSize.MaximumExponent)] int exponent)
    {
        byte[] payload = SampleStream.Payload((1 << exponent) + 1);
        byte[] envelope = await SampleStream.SealAsync(payload, exponent: (byte)exponent);
        Assert.That((await SampleStream.OpenAsync(envelope)).Written, Is.EqualTo(payload));
    }

    [Test]
    public async Task Takes_the_payload_in_any_pieces([Values(1, 7, 4096, 5000)] int piece, [Values(0, 4095, 4096, 4097, 8192, 9000)] int length)
    {
        byte[] payload = SampleStream.Payload(length);
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey();
        using MemoryStream destination = new();
        using PieceStream source = new(payload, piece);
        StreamBeginning beginning = StreamBeginning.Make(key, SampleStream.Context, contentType: null, SampleStream.SmallExponent);
        await StreamSealer.SealAsync(beginning, source, destination, progress: null, CancellationToken.None);
        Assert.That((await SampleStream.OpenAsync(destination.ToArray())).Written, Is.EqualTo(payload));
    }

    [Test]
    public async Task Takes_the_envelope_in_any_pieces([Values(1, 7, 4096, 5000)] int piece, [Values(0, 4095, 4096, 4097, 8192, 9000)] int length)
    {
        byte[] payload = SampleStream.Payload(length);
        using DecryptionKey key = SampleStream.Shared.NewDecryptionKey();
        using MemoryStream destination = new();
        using PieceStream source = new(await SampleStream.SealAsync(payload), piece);
        await PayloadEnvelope.OpenAsync(source, destination, key, SampleStream.Context);
        Assert.That(destination.ToArray(), Is.EqualTo(payload));
    }

    [TestCase("text/csv")]
    [TestCase(null)]
    public async Task Tells_the_content_type(string? contentType) => Assert.That(
        (await SampleStream.OpenAsync(await SampleStream.SealAsync([1], contentType: contentType))).Result.ContentType, Is.EqualTo(contentType));

    [Test]
    public async Task Opens_without_a_context_what_was_sealed_without_one() => Assert.That(
        (await SampleStream.OpenAsync(await SampleStream.SealAsync([1], context: EnvelopeContext.None), context: EnvelopeContext.None)).Written, Is.EqualTo(new byte[] { 1 }));

    [Test]
    public async Task Seals_the_same_payload_in_another_way_each_time([ValueSource(nameof(Modes))] string mode)
    {
        byte[] payload = new byte[100];
        byte[] first = await SealAsync(mode, payload);
        byte[] second = await SealAsync(mode, payload);
        Assert.That(first[^116..], Is.Not.EqualTo(second[^116..]));
    }

    [Test]
    public async Task Opens_with_a_key_that_is_elsewhere()
    {
        TestEncryption test = SampleStream.Of("RSA-OAEP");
        using DecryptionKey key = DecryptionKey.Remote(new TestDecryptor(test.KeyManagement));
        Assert.That(await SampleStream.VerdictAsync(await SealAsync("RSA-OAEP", [1, 2]), key), Is.EqualTo((true, 2)));
    }

    [Test]
    public async Task Leaves_both_streams_open()
    {
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey();
        using MemoryStream payload = new();
        using MemoryStream destination = new();
        await PayloadEnvelope.SealAsync(payload, destination, key, SampleStream.Context);
        Assert.That((payload.CanRead, destination.CanWrite), Is.EqualTo((true, true)));
    }

    private static async Task<byte[]> SealAsync(string mode, byte[] payload)
    {
        using EncryptionKey key = SampleStream.Of(mode).NewEncryptionKey();
        using MemoryStream source = new(payload);
        using MemoryStream destination = new();
        await PayloadEnvelope.SealAsync(source, destination, key, SampleStream.Context);
        return destination.ToArray();
    }
}
