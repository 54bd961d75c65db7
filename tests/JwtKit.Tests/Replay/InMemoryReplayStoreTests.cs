using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class InMemoryReplayStoreTests
{
    /// <summary>What one call clears away at most: its own shard's steps, twice where it is full, and one more id elsewhere.</summary>
    private const int ClearedPerCall = (2 * 32) + 1;

    private readonly FixedTimeProvider clock = new(SamplePolicy.Now);

    [SetUp]
    public void SetClock() => clock.Now = SamplePolicy.Now;

    [Test]
    public async Task Records_an_id_once()
    {
        InMemoryReplayStore store = new(timeProvider: clock);

        Assert.That((await Ask(store, "a"), await Ask(store, "a"), await Ask(store, "b")), Is.EqualTo((ReplayOutcome.Recorded, ReplayOutcome.AlreadyRecorded, ReplayOutcome.Recorded)));
    }

    [TestCase(59_999, ExpectedResult = ReplayOutcome.AlreadyRecorded)]
    [TestCase(60_000, ExpectedResult = ReplayOutcome.Recorded)]
    public async Task<ReplayOutcome> Remembers_an_id_until_its_end(int milliseconds)
    {
        InMemoryReplayStore store = new(timeProvider: clock);
        await Ask(store, "a", 60);

        clock.Now = SamplePolicy.Now.AddMilliseconds(milliseconds);

        return await Ask(store, "a", 120);
    }

    [Test]
    public async Task Remembers_a_fraction_of_a_second_to_its_end()
    {
        InMemoryReplayStore store = new(timeProvider: clock);
        await store.TryRecordAsync(Id("a"), SamplePolicy.Now.AddSeconds(60).AddTicks(1), default);

        clock.Now = SamplePolicy.Now.AddSeconds(60);

        Assert.That(await Ask(store, "a", 120), Is.EqualTo(ReplayOutcome.AlreadyRecorded));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(-3600)]
    public async Task Says_that_a_record_would_be_over(int seconds)
    {
        InMemoryReplayStore store = new(timeProvider: clock);

        Assert.That((await Ask(store, "a", seconds), store.Count), Is.EqualTo((ReplayOutcome.Expired, 0)));
    }

    [Test]
    public async Task Says_that_a_record_in_the_first_year_of_all_would_be_over() =>
        Assert.That(await new InMemoryReplayStore(timeProvider: clock).TryRecordAsync(Id("a"), default, default), Is.EqualTo(ReplayOutcome.Expired));

    [TestCase(3600)]
    [TestCase(366 * 86_400)]
    [TestCase(100L * 366 * 86_400)]
    [TestCase(1000L * 366 * 86_400)]
    public async Task Remembers_an_id_whose_end_is_far_away(long seconds)
    {
        InMemoryReplayStore store = new(timeProvider: clock);
        ReplayOutcome first = await Ask(store, "a", seconds);
        List<ReplayOutcome> later = [];
        for (int i = 1; i <= 100; i++)
        {
            clock.Now = SamplePolicy.Now.AddSeconds(Math.Min(seconds - 1, 100L * 365 * 86_400) * i / 100);
            await Ask(store, "other " + i, 2 * seconds);
            later.Add(await Ask(store, "a", 2 * seconds));
        }

        Assert.That((first, later), Is.EqualTo((ReplayOutcome.Recorded, Enumerable.Repeat(ReplayOutcome.AlreadyRecorded, 100))));
    }

    [Test]
    public async Task Remembers_an_id_that_never_ends()
    {
        InMemoryReplayStore store = new(timeProvider: clock);
        await store.TryRecordAsync(Id("a"), DateTimeOffset.MaxValue, default);

        clock.Now = SamplePolicy.Now.AddYears(100);

        Assert.That(await store.TryRecordAsync(Id("a"), DateTimeOffset.MaxValue, default), Is.EqualTo(ReplayOutcome.AlreadyRecorded));
    }

    [Test]
    public async Task Counts_the_ids()
    {
        InMemoryReplayStore store = await Filled(1000, 1_000_000);

        Assert.That((store.Count, store.ToString()), Is.EqualTo((1000, "InMemoryReplayStore (1000 of 1000000 ids)")));
    }

    [Test]
    public async Task Clears_a_fixed_number_of_ids_at_a_call()
    {
        InMemoryReplayStore store = await Filled(20_000, 1_000_000);
        clock.Now = SamplePolicy.Now.AddHours(2);
        int most = 0;
        for (int i = 0; i < 3000; i++)
        {
            int before = store.Count;
            await Ask(store, "later " + i, 9000);
            most = Math.Max(most, before + 1 - store.Count);
        }

        Assert.That((most, store.Count), Is.EqualTo((32, 3000)));
    }

    [Test]
    public async Task Clears_a_fixed_number_of_ids_at_a_call_where_it_is_full()
    {
        InMemoryReplayStore store = await Filled(20_000, 20_000);
        clock.Now = SamplePolicy.Now.AddHours(2);
        int most = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            int before = store.Count;
            refused += await Ask(store, "later " + i, 9000) == ReplayOutcome.Recorded ? 0 : 1;
            most = Math.Max(most, before + 1 - store.Count);
        }

        Assert.That((most <= ClearedPerCall, refused, store.Count), Is.EqualTo((true, 0, 20_000)));
    }

    [Test]
    public async Task Clears_expired_ids_away_where_calls_are_rare()
    {
        InMemoryReplayStore store = new(timeProvider: clock);
        for (int i = 0; i < 10_000; i++)
        {
            clock.Now = SamplePolicy.Now.AddMinutes(10 * i);
            await Ask(store, "t" + i, (600L * i) + 3600);
        }

        // Six are alive at a time; each of the 32 shards is asked every 5 hours or so, and clears what is over by then.
        Assert.That(store.Count, Is.LessThan(100));
    }

    [Test]
    public async Task Gives_the_place_of_an_expired_id_to_any_other_where_it_is_full()
    {
        InMemoryReplayStore store = new(capacity: 1, clock);
        List<ReplayOutcome> outcomes = [];
        for (int i = 1; i <= 100; i++)
        {
            outcomes.Add(await Ask(store, "id " + i, 60 * i));
            clock.Now = SamplePolicy.Now.AddSeconds(60 * i);
        }

        Assert.That(outcomes, Is.All.EqualTo(ReplayOutcome.Recorded));
    }

    [Test]
    public async Task Stays_at_the_latest_time_where_the_clock_is_set_back()
    {
        InMemoryReplayStore store = new(timeProvider: clock);
        await Ask(store, "a", 60);
        clock.Now = SamplePolicy.Now.AddSeconds(60);
        await Fill(store, 100, 3600);

        clock.Now = SamplePolicy.Now;

        Assert.That((await Ask(store, "a", 60), await Ask(store, "b", 60), await Ask(store, "c", 61)), Is.EqualTo((ReplayOutcome.Expired, ReplayOutcome.Expired, ReplayOutcome.Recorded)));
    }

    [Test]
    public void Records_each_of_20_000_ids_once_for_8_threads()
    {
        InMemoryReplayStore store = new(timeProvider: clock);
        int[] recorded = new int[20_000];
        Together.Run(8, thread =>
        {
            for (int i = 0; i < recorded.Length; i++)
            {
                int number = thread % 2 == 0 ? i : recorded.Length - 1 - i;
                if (Ask(store, "t" + number).AsTask().Result == ReplayOutcome.Recorded)
                {
                    Interlocked.Increment(ref recorded[number]);
                }
            }
        });

        Assert.That((store.Count, recorded.All(static count => count == 1)), Is.EqualTo((20_000, true)));
    }

    [Test]
    public void Holds_its_bound_for_8_threads()
    {
        InMemoryReplayStore store = new(1000, clock);
        int recorded = 0;
        Together.Run(8, thread =>
        {
            for (int i = 0; i < 2000; i++)
            {
                if (Ask(store, $"{thread} {i}").AsTask().Result == ReplayOutcome.Recorded)
                {
                    Interlocked.Increment(ref recorded);
                }
            }
        });

        Assert.That((recorded, store.Count), Is.EqualTo((1000, 1000)));
    }

    [Test]
    public async Task Ends_with_the_callers_cancellation_and_records_nothing()
    {
        InMemoryReplayStore store = new(timeProvider: clock);

        await Assert.ThatAsync(
            async () => await store.TryRecordAsync(Id("a"), SamplePolicy.Now.AddHours(1), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(store.Count, Is.Zero);
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Refuses_a_capacity(int capacity) => Assert.That(() => new InMemoryReplayStore(capacity), Throws.TypeOf<ArgumentOutOfRangeException>());

    [TestCase(false)]
    [TestCase(true)]
    public void Says_since_when_it_remembers(bool acceptEarlierTokens)
    {
        InMemoryReplayStore store = new(timeProvider: clock) { AcceptEarlierTokens = acceptEarlierTokens };

        Assert.That((store.Created, store.RemembersSince), Is.EqualTo((SamplePolicy.Now, acceptEarlierTokens ? (DateTimeOffset?)null : SamplePolicy.Now)));
    }

    private static ReplayId Id(string tokenId) => ReplayId.Create("cs-1", tokenId);

    private static ValueTask<ReplayOutcome> Ask(InMemoryReplayStore store, string tokenId, long seconds = 3600) =>
        store.TryRecordAsync(Id(tokenId), SamplePolicy.Now.AddSeconds(seconds), default);

    private static async Task Fill(InMemoryReplayStore store, int count, int seconds)
    {
        for (int i = 0; i < count; i++)
        {
            await Ask(store, "filling " + i, seconds + (i % 100));
        }
    }

    private async Task<InMemoryReplayStore> Filled(int count, int capacity)
    {
        InMemoryReplayStore store = new(capacity, clock);
        await Fill(store, count, 3600);
        return store;
    }
}
