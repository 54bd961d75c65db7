using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class EnvelopePayloadStreamTests
{
    private static readonly int[] Lengths = [0, 1, SampleStream.SmallChunk, SampleStream.SmallChunk + 1, (3 * SampleStream.SmallChunk) + 7];

    [Test]
    public async Task Reads_the_payload([ValueSource(nameof(Lengths))] int length, [Values(1, 1000, 100_000)] int piece)
    {
        await using EnvelopePayloadStream reader = (await BeginAsync(await SampleStream.SealAsync(SampleStream.Payload(length))))!;
        List<byte> read = [];
        byte[] buffer = new byte[piece];
        for (int count = await reader.ReadAsync(buffer); count > 0; count = await reader.ReadAsync(buffer))
        {
            read.AddRange(buffer[..count]);
        }

        Assert.That(read, Is.EqualTo(SampleStream.Payload(length)));
    }

    [Test]
    public async Task Copies_the_payload([ValueSource(nameof(Lengths))] int length)
    {
        await using EnvelopePayloadStream reader = (await BeginAsync(await SampleStream.SealAsync(SampleStream.Payload(length))))!;
        using MemoryStream destination = new();
        await reader.CopyToAsync(destination);
        Assert.That(destination.ToArray(), Is.EqualTo(SampleStream.Payload(length)));
    }

    [Test]
    public async Task Copies_what_was_not_read_yet()
    {
        byte[] payload = SampleStream.Payload(3 * SampleStream.SmallChunk);
        await using EnvelopePayloadStream reader = (await BeginAsync(await SampleStream.SealAsync(payload)))!;
        await reader.ReadExactlyAsync(new byte[10]);
        using MemoryStream destination = new();
        await reader.CopyToAsync(destination);
        Assert.That(destination.ToArray(), Is.EqualTo(payload[10..]));
    }

    [Test]
    public async Task Erases_the_memory_that_it_copied_from()
    {
        using WatchedStream destination = new([]);
        await using (EnvelopePayloadStream reader = (await BeginAsync(await SampleStream.SealAsync(SampleStream.Payload(3 * SampleStream.SmallChunk))))!)
        {
            await reader.CopyToAsync(destination);
        }

        Assert.That((destination.Length, destination.BytesLeft()), Is.EqualTo((3 * SampleStream.SmallChunk, 0)));
    }

    [Test]
    public async Task Reads_nothing_after_a_write_of_a_copy_that_threw([Values(0, 2)] int failAt)
    {
        using WatchedStream destination = new([], failAt);
        await using EnvelopePayloadStream reader = (await BeginAsync(await SampleStream.SealAsync(SampleStream.Payload(3 * SampleStream.SmallChunk))))!;
        Assert.That(() => reader.CopyToAsync(destination), Throws.TypeOf<IOException>());
        Assert.That(async () => await reader.ReadAsync(new byte[10]), Throws.TypeOf<EnvelopeDamagedException>());
    }

    [Test]
    public async Task Says_that_it_is_copied_asynchronously()
    {
        await using EnvelopePayloadStream reader = (await BeginAsync(await SampleStream.SealAsync([1])))!;
        Assert.That(() => reader.CopyTo(Stream.Null), Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("An envelope is read asynchronously: use ReadAsync or CopyToAsync."));
    }

    [Test]
    public async Task Copies_nothing_once_it_is_disposed()
    {
        EnvelopePayloadStream reader = (await BeginAsync(await SampleStream.SealAsync([1])))!;
        await reader.DisposeAsync();
        Assert.That(() => reader.CopyToAsync(Stream.Null), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Knows_the_content_type_before_the_payload_is_read()
    {
        await using EnvelopePayloadStream reader = (await BeginAsync(await SampleStream.SealAsync([1], contentType: "text/csv")))!;
        Assert.That(reader.ContentType, Is.EqualTo("text/csv"));
    }

    [Test]
    public async Task Does_not_begin_in_another_context() =>
        Assert.That(await BeginAsync(await SampleStream.SealAsync([1], context: "orders/import")), Is.Null);

    [Test]
    public async Task Throws_at_the_end_of_an_envelope_that_was_cut_off()
    {
        byte[] envelope = await SampleStream.SealAsync(SampleStream.Payload(2 * SampleStream.SmallChunk));
        await using EnvelopePayloadStream reader = (await BeginAsync(envelope[..^SampleStream.SealedChunk]))!;
        Assert.That(() => reader.CopyToAsync(Stream.Null), Throws.TypeOf<EnvelopeDamagedException>().With.Message.EqualTo(
            "The envelope is damaged or was cut off; discard what was read of its payload."));
    }

    [Test]
    public async Task Reads_nothing_after_a_damaged_chunk()
    {
        byte[] envelope = await SampleStream.SealAsync(SampleStream.Payload(3 * SampleStream.SmallChunk));
        envelope[SampleStream.ChunksOffset(envelope)] ^= 1;
        await using EnvelopePayloadStream reader = (await BeginAsync(envelope))!;
        byte[] buffer = new byte[SampleStream.SmallChunk];
        for (int attempt = 0; attempt < 3; attempt++)
        {
            Assert.That(async () => await reader.ReadAsync(buffer), Throws.TypeOf<EnvelopeDamagedException>());
        }
    }

    [Test]
    public async Task Reads_nothing_after_a_fault_of_the_envelopes_stream()
    {
        byte[] envelope = await SampleStream.SealAsync(SampleStream.Payload(3 * SampleStream.SmallChunk));

        // The third read is that of the first chunk.
        using WatchedStream source = new(envelope, failAt: 2);
        await using EnvelopePayloadStream reader = (await BeginAsync(source))!;
        byte[] buffer = new byte[10];
        Assert.That(async () => await reader.ReadAsync(buffer), Throws.TypeOf<IOException>());
        Assert.That(async () => await reader.ReadAsync(buffer), Throws.TypeOf<EnvelopeDamagedException>());
    }

    [Test]
    public async Task Erases_its_buffer_when_it_is_disposed()
    {
        using WatchedStream source = new(await SampleStream.SealAsync(SampleStream.Payload(3 * SampleStream.SmallChunk)));
        await using (EnvelopePayloadStream reader = (await BeginAsync(source))!)
        {
            await reader.ReadExactlyAsync(new byte[10]);
        }

        Assert.That(source.BytesLeft(), Is.Zero);
    }

    [Test]
    public async Task Throws_once_it_is_disposed()
    {
        EnvelopePayloadStream reader = (await BeginAsync(await SampleStream.SealAsync([1])))!;
        await reader.DisposeAsync();
        Assert.That(async () => await reader.ReadAsync(new byte[1]), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Says_that_it_is_read_asynchronously()
    {
        await using EnvelopePayloadStream reader = (await BeginAsync(await SampleStream.SealAsync([1])))!;
        Assert.That(() => reader.Read(new byte[1], 0, 1), Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("An envelope is read asynchronously: use ReadAsync or CopyToAsync."));
    }

    [Test]
    public async Task Can_be_read_and_nothing_else()
    {
        await using EnvelopePayloadStream reader = (await BeginAsync(await SampleStream.SealAsync([1])))!;
        Assert.Multiple(() =>
        {
            Assert.That((reader.CanRead, reader.CanSeek, reader.CanWrite), Is.EqualTo((true, false, false)));
            Assert.That(() => reader.Length, Throws.TypeOf<NotSupportedException>());
            Assert.That(() => reader.Position, Throws.TypeOf<NotSupportedException>());
            Assert.That(() => reader.Seek(0, SeekOrigin.Begin), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => reader.SetLength(0), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => reader.Write([1], 0, 1), Throws.TypeOf<NotSupportedException>());
        });
    }

    private static async ValueTask<EnvelopePayloadStream?> BeginAsync(byte[] envelope)
    {
        MemoryStream source = new(envelope);
        return await BeginAsync(source);
    }

    private static async ValueTask<EnvelopePayloadStream?> BeginAsync(Stream source)
    {
        using DecryptionKey key = SampleStream.Shared.NewDecryptionKey();
        return await PayloadEnvelope.OpenReadAsync(source, key, SampleStream.Context);
    }
}
