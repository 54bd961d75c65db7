using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class DelegateReplayStoreTests
{
    private static readonly ReplayId Id = ReplayId.Create("cs-1", "t-1");

    private readonly List<(string Id, TimeSpan TimeToLive)> calls = [];

    [SetUp]
    public void ForgetCalls() => calls.Clear();

    [TestCase(true, ExpectedResult = ReplayOutcome.Recorded)]
    [TestCase(false, ExpectedResult = ReplayOutcome.AlreadyRecorded)]
    public async Task<ReplayOutcome> Says_whether_the_key_was_absent(bool wasAbsent) => await Store(wasAbsent).TryRecordAsync(Id, SamplePolicy.Now.AddHours(1), default);

    [TestCase(1L, 1)]
    [TestCase(TimeSpan.TicksPerSecond - 1, 1)]
    [TestCase(TimeSpan.TicksPerSecond, 1)]
    [TestCase(TimeSpan.TicksPerSecond + 1, 2)]
    [TestCase(330 * TimeSpan.TicksPerSecond, 330)]
    [TestCase((3630 * TimeSpan.TicksPerSecond) - 1, 3630)]
    [TestCase((100L * 366 * TimeSpan.TicksPerDay) + 1, (100L * 366 * 86_400) + 1)]
    public async Task Rounds_the_time_to_live_up_to_whole_seconds(long ticks, long seconds)
    {
        await Store().TryRecordAsync(Id, SamplePolicy.Now.AddTicks(ticks), default);

        Assert.That(calls.Single().TimeToLive, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public async Task Takes_the_last_moment_of_all()
    {
        await Store().TryRecordAsync(Id, DateTimeOffset.MaxValue, default);

        Assert.That(calls.Single().TimeToLive, Is.EqualTo(TimeSpan.FromSeconds(253402300800 - 1767225600)));
    }

    [TestCase(0L)]
    [TestCase(-1L)]
    [TestCase(-TimeSpan.TicksPerDay)]
    public async Task Does_not_ask_for_a_record_that_would_be_over(long ticks) => Assert.That(
        (await Store().TryRecordAsync(Id, SamplePolicy.Now.AddTicks(ticks), default), calls.Count), Is.EqualTo((ReplayOutcome.Expired, 0)));

    [Test]
    public async Task Names_the_key_in_64_small_hexadecimal_digits()
    {
        await Store().TryRecordAsync(Id, SamplePolicy.Now.AddHours(1), default);

        Assert.That(calls.Single().Id, Does.Match("^[0-9a-f]{64}$").And.EqualTo(Id.ToString()));
    }

    [Test]
    public async Task Hands_the_cancellation_token_on()
    {
        using CancellationTokenSource source = new();
        CancellationToken found = default;
        DelegateReplayStore store = new((_, _, cancellation) =>
        {
            found = cancellation;
            return new ValueTask<bool>(true);
        });

        await store.TryRecordAsync(Id, DateTimeOffset.MaxValue, source.Token);

        Assert.That(found, Is.EqualTo(source.Token));
    }

    [Test]
    public async Task Refuses_a_token_when_the_delegate_throws()
    {
        DelegateReplayStore store = new(static (_, _, _) => throw new TimeoutException("away"), new FixedTimeProvider(SamplePolicy.Now));
        TokenFailure failure = await Verdict.FailureOf(SampleOneTime.Token(), SampleOneTime.Policy(store));

        Assert.That((failure.Code, failure.Exception?.Message), Is.EqualTo(("replay_store_unavailable", "away")));
    }

    [Test]
    public async Task Accepts_tokens_from_before_it_was_made() =>
        Assert.That(await Verdict.CodeOf(SampleOneTime.Token(), SampleOneTime.Policy(Store(now: SamplePolicy.Now.AddMinutes(1))), SamplePolicy.Now.AddMinutes(1)), Is.EqualTo("accepted"));

    [Test]
    public void Throws_when_the_delegate_is_null() => Assert.That(() => new DelegateReplayStore(null!), Throws.ArgumentNullException);

    private DelegateReplayStore Store(bool wasAbsent = true, DateTimeOffset? now = null) => new(
        (id, timeToLive, _) =>
        {
            calls.Add((id, timeToLive));
            return new ValueTask<bool>(wasAbsent);
        },
        new FixedTimeProvider(now ?? SamplePolicy.Now));
}
