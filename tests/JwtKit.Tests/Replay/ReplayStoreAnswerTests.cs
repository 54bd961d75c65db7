using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What becomes of a token by what its replay store answers, or fails to answer.</summary>
[TestFixture]
internal sealed class ReplayStoreAnswerTests
{
    private static TestCaseData[] Faults =>
    [
        Fault("at once", _ => throw new InvalidOperationException("sensitive")),
        Fault("later", async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("sensitive");
        }),
        Fault("timeout", _ => throw new TimeoutException("sensitive")),
        Fault("its own cancellation", _ => throw new OperationCanceledException("sensitive", new CancellationToken(canceled: true))),
        Fault("its own cancellation, later", _ => ValueTask.FromException<ReplayOutcome>(new TaskCanceledException("sensitive"))),
    ];

    [TestCase(ReplayOutcome.Recorded, ExpectedResult = "accepted")]
    [TestCase(ReplayOutcome.AlreadyRecorded, ExpectedResult = "replayed")]
    [TestCase(ReplayOutcome.Full, ExpectedResult = "replay_store_full")]
    [TestCase(ReplayOutcome.Expired, ExpectedResult = "expired")]
    [TestCase(ReplayOutcome.Unavailable, ExpectedResult = "replay_store_unavailable")]
    [TestCase((ReplayOutcome)5, ExpectedResult = "replay_store_unavailable")]
    [TestCase((ReplayOutcome)(-1), ExpectedResult = "replay_store_unavailable")]
    [TestCase((ReplayOutcome)int.MaxValue, ExpectedResult = "replay_store_unavailable")]
    public Task<string> Accepts_only_what_was_recorded(ReplayOutcome answer) => Verdict.CodeOf(SampleOneTime.Token(), SampleOneTime.Policy(new TestReplayStore(answer)));

    [Test]
    public async Task Refuses_after_an_answer_that_nobody_gave() =>
        Assert.That(await Verdict.CodeOf(SampleOneTime.Token(), SampleOneTime.Policy(new TestReplayStore(static _ => default))), Is.EqualTo("replay_store_unavailable"));

    [Test]
    public void Asks_of_each_outcome_here() => Assert.That(
        Enum.GetValues<ReplayOutcome>(),
        Is.EquivalentTo(new[] { ReplayOutcome.Unavailable, ReplayOutcome.Recorded, ReplayOutcome.AlreadyRecorded, ReplayOutcome.Full, ReplayOutcome.Expired }));

    [TestCaseSource(nameof(Faults))]
    public async Task Refuses_when_the_store_throws(Func<CancellationToken, ValueTask<ReplayOutcome>> answer)
    {
        TokenFailure failure = await Verdict.FailureOf(SampleOneTime.Token(), SampleOneTime.Policy(new TestReplayStore(answer)));

        Assert.That((failure.Code, failure.Exception?.Message), Is.EqualTo(("replay_store_unavailable", "sensitive")));
    }

    [TestCaseSource(nameof(Faults))]
    public async Task Prints_nothing_of_what_the_store_threw(Func<CancellationToken, ValueTask<ReplayOutcome>> answer)
    {
        ValidationOutcome outcome = await Verdict.Of(SampleOneTime.Token(), SampleOneTime.Policy(new TestReplayStore(answer)));

        Assert.That(
            (outcome.ToString(), outcome.Failure!.ToString()),
            Is.EqualTo((
                "replay_store_unavailable: The replay store did not say that the token is used for the first time.",
                "replay_store_unavailable: The replay store did not say that the token is used for the first time.")));
    }

    [Test]
    public async Task Refuses_when_the_store_cannot_say_since_when_it_remembers()
    {
        TestReplayStore store = new(static _ => new ValueTask<ReplayOutcome>(ReplayOutcome.Recorded), static () => throw new TimeoutException("sensitive"));
        TokenFailure failure = await Verdict.FailureOf(SampleOneTime.Token(), SampleOneTime.Policy(store));

        Assert.That((failure.Code, failure.Exception, store.Asked.Count), Is.EqualTo(("replay_store_unavailable", failure.Exception as TimeoutException, 0)));
    }

    [Test]
    public async Task Has_no_exception_where_the_store_threw_none() =>
        Assert.That((await Verdict.FailureOf(SampleOneTime.Token(), SampleOneTime.Policy(new TestReplayStore(ReplayOutcome.Unavailable)))).Exception, Is.Null);

    [Test]
    public async Task Ends_with_the_callers_own_cancellation()
    {
        using CancellationTokenSource caller = new();
        TestReplayStore store = new(async cancellation =>
        {
            await caller.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            return ReplayOutcome.Recorded;
        });
        JwtValidator validator = new(SampleOneTime.Policy(store), new FixedTimeProvider(SamplePolicy.Now));

        await Assert.ThatAsync(async () => await validator.ValidateAsync(SampleOneTime.Token(), caller.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Waits_for_a_store_that_takes_its_time()
    {
        TaskCompletionSource<ReplayOutcome> later = new();
        Task<string> pending = Verdict.CodeOf(SampleOneTime.Token(), SampleOneTime.Policy(new TestReplayStore(_ => new ValueTask<ReplayOutcome>(later.Task))));
        bool wasPending = !pending.IsCompleted;

        later.SetResult(ReplayOutcome.AlreadyRecorded);

        Assert.That((wasPending, await pending), Is.EqualTo((true, "replayed")));
    }

    [TestCase(-1L, ExpectedResult = "accepted")]
    [TestCase(0L, ExpectedResult = "expired")]
    [TestCase(TimeSpan.TicksPerDay, ExpectedResult = "expired")]
    public async Task<string> Refuses_a_token_that_expired_while_the_store_was_asked(long ticksAfterEnd)
    {
        FixedTimeProvider clock = new(SamplePolicy.Now);
        TestReplayStore store = new(_ =>
        {
            clock.Now = SampleOneTime.End.AddTicks(ticksAfterEnd);
            return new ValueTask<ReplayOutcome>(ReplayOutcome.Recorded);
        });
        return await SampleOneTime.CodeOf(new JwtValidator(SampleOneTime.Policy(store), clock), SampleOneTime.Token());
    }

    private static TestCaseData Fault(string name, Func<CancellationToken, ValueTask<ReplayOutcome>> answer) => new TestCaseData(answer).SetArgDisplayNames(name);
}
