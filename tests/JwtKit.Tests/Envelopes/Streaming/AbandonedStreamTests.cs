using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A40: reads and writes that are given up while the other stream still uses the memory that it was given.</summary>
[TestFixture]
internal sealed class AbandonedStreamTests
{
    private const int ReadOfFirstChunk = 2;

    private static readonly byte[] Payload = SampleStream.Payload(3 * SampleStream.SmallChunk);

    [Test]
    public async Task A40_Keeps_the_memory_of_a_read_that_was_given_up_from_the_pool()
    {
        using HeldStream source = new(await SampleStream.SealAsync(Payload), ReadOfFirstChunk);
        EnvelopePayloadStream reader = await BeginAsync(source);
        Task<int> pending = reader.ReadAsync(new byte[10]).AsTask();
        await reader.DisposeAsync();
        Assert.That((source.IsHeldInPool(), pending.IsCompleted), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task A40_Writes_nothing_to_the_caller_of_a_read_that_was_given_up()
    {
        using HeldStream source = new(await SampleStream.SealAsync(Payload), ReadOfFirstChunk);
        EnvelopePayloadStream reader = await BeginAsync(source);
        byte[] destination = new byte[SampleStream.SmallChunk];
        Task<int> pending = reader.ReadAsync(destination).AsTask();
        await reader.DisposeAsync();
        source.Release();
        Assert.That(async () => await pending, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(destination, Is.All.Zero);
    }

    [Test]
    public async Task A40_Erases_what_a_read_that_was_given_up_held_once_it_ends()
    {
        using HeldStream source = new(await SampleStream.SealAsync(Payload), ReadOfFirstChunk);
        EnvelopePayloadStream reader = await BeginAsync(source);
        Task<int> pending = reader.ReadAsync(new byte[10]).AsTask();
        await reader.DisposeAsync();
        source.Release();
        Assert.That(async () => await pending, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(source.Held.Take(SampleStream.SealedChunk), Is.All.Zero);
    }

    [Test]
    public async Task A40_Keeps_the_memory_of_a_read_that_threw_from_the_pool()
    {
        using HeldStream source = new(await SampleStream.SealAsync(Payload), ReadOfFirstChunk, throws: true);
        EnvelopePayloadStream reader = await BeginAsync(source);
        Assert.That(async () => await reader.ReadAsync(new byte[10]), Throws.TypeOf<TimeoutException>());
        await reader.DisposeAsync();
        Assert.That(source.IsHeldInPool(), Is.False);
    }

    [Test]
    public void A40_Keeps_the_memory_of_a_payload_that_threw_from_the_pool()
    {
        using HeldStream source = new(Payload, holdAt: 0, throws: true);
        Assert.That(() => SealAsync(source, Stream.Null), Throws.TypeOf<TimeoutException>());
        Assert.That(source.IsHeldInPool(), Is.False);
    }

    [Test]
    public void A40_Keeps_the_memory_of_an_envelope_whose_writing_threw_from_the_pool()
    {
        using MemoryStream source = new(Payload);
        using HeldStream destination = new([], holdAt: 1, throws: true);
        Assert.That(() => SealAsync(source, destination), Throws.TypeOf<TimeoutException>());
        Assert.That(destination.IsHeldInPool(), Is.False);
    }

    [Test]
    public async Task A40_Keeps_the_memory_of_a_payload_whose_writing_threw_from_the_pool()
    {
        using MemoryStream source = new(await SampleStream.SealAsync(Payload));
        using HeldStream destination = new([], holdAt: 0, throws: true);
        using DecryptionKey key = SampleStream.Shared.NewDecryptionKey();
        Assert.That(() => PayloadEnvelope.OpenAsync(source, destination, key, SampleStream.Context), Throws.TypeOf<TimeoutException>());
        Assert.That(destination.IsHeldInPool(), Is.False);
    }

    [Test]
    public async Task A40_Keeps_the_memory_of_a_copy_whose_writing_threw_from_the_pool()
    {
        using MemoryStream source = new(await SampleStream.SealAsync(Payload));
        using HeldStream destination = new([], holdAt: 0, throws: true);
        EnvelopePayloadStream reader = await BeginAsync(source);
        Assert.That(() => reader.CopyToAsync(destination), Throws.TypeOf<TimeoutException>());
        await reader.DisposeAsync();
        Assert.That(destination.IsHeldInPool(), Is.False);
    }

    [Test]
    public async Task A40_Writes_nothing_more_of_a_copy_once_it_is_disposed()
    {
        using MemoryStream source = new(await SampleStream.SealAsync(Payload));
        using HeldStream destination = new([], holdAt: 0);
        EnvelopePayloadStream reader = await BeginAsync(source);
        Task pending = reader.CopyToAsync(destination);
        await reader.DisposeAsync();
        destination.Release();
        Assert.That(async () => await pending, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(destination.ToArray(), Is.EqualTo(Payload[..SampleStream.SmallChunk]));
    }

    [Test]
    public async Task A40_Refuses_a_read_during_a_copy()
    {
        using HeldStream source = new(await SampleStream.SealAsync(Payload), ReadOfFirstChunk);
        await using EnvelopePayloadStream reader = await BeginAsync(source);
        Task pending = reader.CopyToAsync(Stream.Null);
        Assert.That(async () => await reader.ReadAsync(new byte[10]), Throws.InvalidOperationException);
        source.Release();
        await pending;
    }

    [Test]
    public async Task A40_Refuses_a_second_read_before_the_first_has_ended()
    {
        using HeldStream source = new(await SampleStream.SealAsync(Payload), ReadOfFirstChunk);
        await using EnvelopePayloadStream reader = await BeginAsync(source);
        byte[] read = new byte[10];
        Task<int> pending = reader.ReadAsync(read).AsTask();
        Assert.That(async () => await reader.ReadAsync(new byte[10]), Throws.InvalidOperationException.With.Message.EqualTo(
            "Another read of the envelope has not ended yet; await each read before the next. After a read that was given up, dispose the stream."));
        source.Release();
        Assert.That((await pending, read), Is.EqualTo((10, Payload[..10])));
    }

    [Test]
    public async Task A40_Can_be_disposed_twice_during_a_read()
    {
        using HeldStream source = new(await SampleStream.SealAsync(Payload), ReadOfFirstChunk);
        EnvelopePayloadStream reader = await BeginAsync(source);
        Task<int> pending = reader.ReadAsync(new byte[10]).AsTask();
        await reader.DisposeAsync();
        await reader.DisposeAsync();
        source.Release();
        Assert.That(async () => await pending, Throws.TypeOf<ObjectDisposedException>());
    }

    private static async Task<EnvelopePayloadStream> BeginAsync(Stream source)
    {
        using DecryptionKey key = SampleStream.Shared.NewDecryptionKey();
        return (await PayloadEnvelope.OpenReadAsync(source, key, SampleStream.Context))!;
    }

    private static async Task SealAsync(Stream source, Stream destination)
    {
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey();
        await PayloadEnvelope.SealAsync(source, destination, key, SampleStream.Context);
    }
}
