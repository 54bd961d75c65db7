using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What the ids of a store take, measured.</summary>
[TestFixture]
[NonParallelizable]
[Category("Heavy")]
internal sealed class ReplayStoreMemoryTests
{
    /// <summary>Just more than fill the tables of the shards, which are then at their emptiest, and numbers between.</summary>
    [TestCase(140_000)]
    [TestCase(200_000)]
    [TestCase(270_000)]
    public void Takes_at_most_64_bytes_for_a_live_id(int count)
    {
        FixedTimeProvider clock = new(SamplePolicy.Now);
        Fill(new InMemoryReplayStore(timeProvider: clock), 100, clock);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        InMemoryReplayStore store = new(timeProvider: clock);
        Fill(store, count, clock);
        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        TestContext.Out.WriteLine($"{each} bytes for each of {store.Count} ids");

        Assert.That(each, Is.InRange(48, 64));
    }

    [Test]
    public void Takes_no_more_for_ids_that_come_after_others()
    {
        FixedTimeProvider clock = new(SamplePolicy.Now);
        InMemoryReplayStore store = new(timeProvider: clock);
        Fill(store, 100_000, clock);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 5; i++)
        {
            clock.Now += TimeSpan.FromHours(2);
            Fill(store, 100_000, clock);
        }

        // Shards fill unevenly, hence a little more; five times as many ids would take 25 million.
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(1_000_000));
        Assert.That(store.Count, Is.EqualTo(100_000));
    }

    private static void Fill(InMemoryReplayStore store, int count, FixedTimeProvider clock)
    {
        DateTimeOffset expires = clock.Now.AddHours(1);
        for (int i = 0; i < count; i++)
        {
            _ = store.TryRecordAsync(ReplayId.Create("cs-1", $"{expires.Ticks} {i}"), expires, default).AsTask().Result;
        }
    }
}
