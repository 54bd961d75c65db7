using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Faults of the caller's streams, cancellation, progress, and what is left in memory.</summary>
[TestFixture]
internal sealed class StreamFaultTests
{
    private const int PayloadLength = (2 * SampleStream.SmallChunk) + 100;

    private static readonly byte[] Payload = SampleStream.Payload(PayloadLength);

    // The writes of a sealer are the beginning and three chunks; those of an opener are three chunks.
    [Test]
    public void Passes_on_what_the_destination_throws_while_sealing([Range(0, 3)] int failAt)
    {
        using WatchedStream source = new(Payload);
        using WatchedStream destination = new([], failAt);
        Assert.That(() => SealAsync(source, destination), Throws.TypeOf<IOException>().With.Message.EqualTo("The disk is full."));
    }

    [Test]
    public async Task Passes_on_what_the_destination_throws_while_opening([Range(0, 2)] int failAt)
    {
        using WatchedStream source = new(await SampleStream.SealAsync(Payload));
        using WatchedStream destination = new([], failAt);
        Assert.That(() => OpenAsync(source, destination), Throws.TypeOf<IOException>().With.Message.EqualTo("The disk is full."));
    }

    [Test]
    public void Passes_on_what_the_payload_throws()
    {
        using WatchedStream source = new(Payload, failAt: 1);
        Assert.That(() => SealAsync(source, Stream.Null), Throws.TypeOf<IOException>());
    }

    [Test]
    public async Task Passes_on_what_the_envelope_throws([Range(0, 3)] int failAt)
    {
        using WatchedStream source = new(await SampleStream.SealAsync(Payload), failAt);
        Assert.That(() => OpenAsync(source, Stream.Null), Throws.TypeOf<IOException>());
    }

    [TestCase(int.MaxValue)]
    [TestCase(1)]
    [TestCase(3)]
    public async Task Erases_its_buffers_after_sealing(int failAt)
    {
        using WatchedStream source = new(Payload);
        using WatchedStream destination = new([], failAt);
        await Ended(SealAsync(source, destination));
        Assert.That((source.BytesLeft(), destination.BytesLeft()), Is.EqualTo((0, 0)));
    }

    [TestCase(int.MaxValue)]
    [TestCase(0)]
    [TestCase(2)]
    public async Task Erases_its_buffers_after_opening(int failAt)
    {
        using WatchedStream source = new(await SampleStream.SealAsync(Payload));
        using WatchedStream destination = new([], failAt);
        await Ended(OpenAsync(source, destination));
        Assert.That((source.BytesLeft(), destination.BytesLeft()), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Erases_its_buffers_after_a_damaged_chunk()
    {
        byte[] envelope = await SampleStream.SealAsync(Payload);
        envelope[^1] ^= 1;
        using WatchedStream source = new(envelope);
        using WatchedStream destination = new([]);
        await OpenAsync(source, destination);
        Assert.That((source.BytesLeft(), destination.BytesLeft()), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Erases_its_buffers_after_cancellation()
    {
        using CancellationTokenSource cancellation = new();
        using WatchedStream source = new(await SampleStream.SealAsync(Payload));
        using WatchedStream destination = new([], before: _ => cancellation.Cancel());
        await Ended(OpenAsync(source, destination, cancellation.Token));
        Assert.That((source.BytesLeft(), destination.BytesLeft()), Is.EqualTo((0, 0)));
    }

    [Test]
    public void The_watched_arrays_are_those_of_the_payload()
    {
        using WatchedStream source = new(Payload);
        using WatchedStream destination = new([], before: call => Assert.That(call == 0 || source.BytesLeft() > SampleStream.SmallChunk / 2, Is.True));
        Assert.That(() => SealAsync(source, destination), Throws.Nothing);
    }

    [Test]
    public void Ends_sealing_between_chunks_when_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        using WatchedStream destination = new([], before: call => CancelAt(cancellation, call, 1));
        using WatchedStream source = new(Payload);
        Assert.That(() => SealAsync(source, destination, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Ends_opening_between_chunks_when_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        using WatchedStream source = new(await SampleStream.SealAsync(Payload));
        using WatchedStream destination = new([], before: call => CancelAt(cancellation, call, 1));
        Assert.That(() => OpenAsync(source, destination, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Writes_nothing_when_cancelled_before()
    {
        using WatchedStream source = new(Payload);
        using WatchedStream destination = new([]);
        Assert.That(() => SealAsync(source, destination, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(destination.Length, Is.Zero);
    }

    [Test]
    public void Reads_nothing_when_cancelled_before()
    {
        using WatchedStream watched = new([], before: static _ => Assert.Fail("read or written"));
        Assert.That(() => OpenAsync(watched, watched, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(0, new long[] { 0 })]
    [TestCase(SampleStream.SmallChunk, new long[] { 4096 })]
    [TestCase(PayloadLength, new long[] { 4096, 8192, 8292 })]
    public async Task Tells_the_progress_of_sealing(int length, long[] expected)
    {
        Steps steps = new();
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey();
        using MemoryStream source = new(Payload[..length]);
        await StreamSealer.SealAsync(
            StreamBeginning.Make(key, SampleStream.Context, contentType: null, SampleStream.SmallExponent), source, Stream.Null, steps, CancellationToken.None);
        Assert.That(steps.Values, Is.EqualTo(expected));
    }

    [TestCase(0, new long[] { 0 })]
    [TestCase(SampleStream.SmallChunk, new long[] { 4096 })]
    [TestCase(PayloadLength, new long[] { 4096, 8192, 8292 })]
    public async Task Tells_the_progress_of_opening(int length, long[] expected)
    {
        Steps steps = new();
        using DecryptionKey key = SampleStream.Shared.NewDecryptionKey();
        using MemoryStream source = new(await SampleStream.SealAsync(Payload[..length]));
        await PayloadEnvelope.OpenAsync(source, Stream.Null, key, SampleStream.Context, steps);
        Assert.That(steps.Values, Is.EqualTo(expected));
    }

    [Test]
    public async Task Takes_the_same_memory_for_a_payload_of_any_length()
    {
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey();
        await AllocatedBySealing(1 << 20);
        Assert.That(await AllocatedBySealing(1 << 26), Is.LessThan(1 << 19));

        async Task<long> AllocatedBySealing(int length)
        {
            using ZeroStream source = new(length);
            long before = GC.GetAllocatedBytesForCurrentThread();
            await PayloadEnvelope.SealAsync(source, Stream.Null, key, SampleStream.Context);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static void CancelAt(CancellationTokenSource cancellation, int call, int at)
    {
        if (call == at)
        {
            cancellation.Cancel();
        }
    }

    private static async Task SealAsync(Stream source, Stream destination, CancellationToken cancellationToken = default)
    {
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey();
        StreamBeginning beginning = StreamBeginning.Make(key, SampleStream.Context, contentType: null, SampleStream.SmallExponent);
        await StreamSealer.SealAsync(beginning, source, destination, progress: null, cancellationToken);
    }

    private static async Task OpenAsync(Stream source, Stream destination, CancellationToken cancellationToken = default)
    {
        using DecryptionKey key = SampleStream.Shared.NewDecryptionKey();
        await PayloadEnvelope.OpenAsync(source, destination, key, SampleStream.Context, progress: null, cancellationToken);
    }

    private static async Task Ended(Task operation)
    {
        try
        {
            await operation;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // How it ended is not what these tests are about.
        }
    }

    private sealed class Steps : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }
}
