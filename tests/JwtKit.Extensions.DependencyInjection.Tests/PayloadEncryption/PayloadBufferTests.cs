using System.Text;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

[TestFixture]
internal sealed class PayloadBufferTests
{
    private static readonly byte[] Content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(static i => i.ToString("x5", System.Globalization.CultureInfo.InvariantCulture))));

    [Test]
    public void Grows_by_chunks_and_gives_them_back()
    {
        PayloadBudget budget = new();
        using PayloadShare share = new(budget);
        PayloadBuffer buffer = new(1_000_000, share);

        buffer.Write(Content);
        long taken = budget.Taken;
        buffer.Dispose();

        Assert.That((taken, budget.Taken), Is.EqualTo((256 * 1024, 0)));
    }

    [Test]
    public void Is_there_twice_only_while_its_chunks_are_joined()
    {
        PayloadBudget budget = new();
        using PayloadShare share = new(budget);
        using PayloadBuffer buffer = new(1_000_000, share);
        buffer.Write(Content);

        Assert.That((buffer.Join().ToArray(), budget.Taken), Is.EqualTo((Content, Content.Length)));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4096)]
    [TestCase(65536)]
    [TestCase(199_999)]
    [TestCase(200_000)]
    public void Holds_what_is_left_after_it_was_cut_off(int length)
    {
        using PayloadBuffer buffer = new(1_000_000);
        buffer.Write(Content);

        buffer.Truncate(length);
        buffer.Write("more"u8);

        Assert.That(buffer.Join().ToArray(), Is.EqualTo(Content[..length].Concat("more"u8.ToArray())));
    }

    [Test]
    public void Erases_what_a_writer_left_behind()
    {
        PayloadBuffer buffer = new(100);
        Memory<byte> room = buffer.GetMemory(10);
        room.Span.Fill(1);

        buffer.Dispose();

        Assert.That(room.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Leaves_its_memory_to_whoever_still_writes_there()
    {
        PayloadBuffer buffer = new(100_000);
        Memory<byte> kept = buffer.GetMemory(50_000);
        buffer.Dispose();
        using PayloadBuffer other = new(100_000);
        Memory<byte> room = other.GetMemory(50_000);
        room.Span.Clear();

        kept.Span.Fill(1);

        Assert.That(room.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Has_memory_for_a_refusal_when_there_is_none()
    {
        PayloadBudget budget = new();
        budget.TryTake(budget.Limit, PayloadUse.Response);
        using PayloadShare share = new(budget);
        using PayloadBuffer buffer = new(100, share, PayloadUse.Response);
        Assert.That(() => buffer.Write("payload"u8), Throws.InstanceOf<InvalidOperationException>().With.Message.EqualTo(
            "The payloads of all requests under way leave no room for this one; MaximumPayloadMemory of JwtKit sets how many bytes they may take together."));

        buffer.BeginRefusal();
        buffer.Write("refusal"u8);

        Assert.That(buffer.Join().ToArray(), Is.EqualTo("refusal"u8.ToArray()));
    }

    [Test]
    public async Task Finds_room_for_joining_and_opening_whatever_others_read()
    {
        // Each takes 256 KiB for its chunks and as much for the rest, of 3 MiB.
        PayloadBudget budget = new();
        budget.Use(new JwtKitOptions { MaximumPayloadMemory = 4 * 1024 * 1024 });
        (PayloadBuffer Buffer, PayloadReadResult Result)[] read = [.. await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            PayloadBuffer buffer = new(1_000_000, new PayloadShare(budget));
            return (buffer, await buffer.ReadAsync(new MemoryStream(Content), CancellationToken.None));
        }))];
        int[] joined = [.. read.Where(static one => one.Result == PayloadReadResult.Whole).Select(static one => one.Buffer.Join().Length)];

        Assert.That(joined, Is.EqualTo(Enumerable.Repeat(Content.Length, 6)));
    }

    [TestCase(100, 128)]
    [TestCase(200_000, 262_144)]
    [TestCase(60_000_000, 45_000_003)]
    public async Task Leaves_as_much_for_opening_as_the_pool_gives(int length, long expected)
    {
        PayloadBudget budget = new();
        using PayloadShare share = new(budget);
        PayloadBuffer buffer = new(length, share);
        await buffer.ReadAsync(new MemoryStream(new byte[length]), CancellationToken.None);
        buffer.Join();
        long left = buffer.LeaveReserve();
        buffer.Dispose();

        Assert.That((left, budget.Taken), Is.EqualTo((expected, expected)));
    }

    [TestCase(4096)]
    [TestCase(262_144)]
    [TestCase(22_400_000)]
    [TestCase(30_000_000)]
    public async Task Has_room_for_the_longest_message_in_the_least_memory(int length)
    {
        PayloadBudget budget = new();
        budget.Use(new JwtKitOptions { MaximumPayloadMemory = Math.Max(PayloadBudget.LeastLimit, (long)PayloadBudget.LeastMessages * length) });
        using PayloadShare share = new(budget);
        using PayloadBuffer buffer = new(length, share);

        Assert.That((share.HasRoom(PayloadReservation.MemoryFor(length)), await buffer.ReadAsync(new MemoryStream(new byte[length]), CancellationToken.None)), Is.EqualTo((true, PayloadReadResult.Whole)));
    }

    [Test]
    public async Task Gives_back_what_it_took_ahead_of_a_body_that_is_not_opened()
    {
        PayloadBudget budget = new();
        using PayloadShare share = new(budget);
        PayloadBuffer buffer = new(1_000_000, share);
        await buffer.ReadAsync(new MemoryStream(Content), CancellationToken.None);
        buffer.Dispose();

        Assert.That(budget.Taken, Is.Zero);
    }

    [Test]
    public void Gets_nothing_once_its_request_is_over()
    {
        PayloadBudget budget = new();
        PayloadShare share = new(budget);
        using PayloadBuffer buffer = new(100, share);
        share.Dispose();

        Assert.That(() => buffer.GetMemory(), Throws.InstanceOf<PayloadMemoryException>());
        Assert.That(budget.Taken, Is.Zero);
    }

    [TestCase(null, 30_000_000, 268_435_456)]
    [TestCase(null, 100_000_000, 400_000_000)]
    [TestCase(500_000_000, 100_000_000, 500_000_000)]
    public void Has_the_limit_of_the_options(long? memory, int longest, long expected)
    {
        PayloadBudget budget = new();
        budget.Use(new JwtKitOptions { MaximumPayloadMemory = memory, Envelopes = { ["kore"] = new EnvelopeOptions { MaximumLength = longest } } });

        Assert.That(budget.Limit, Is.EqualTo(expected));
    }
}
