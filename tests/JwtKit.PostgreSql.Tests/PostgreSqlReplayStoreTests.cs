using System.Transactions;
using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class PostgreSqlReplayStoreTests : IAsyncDisposable
{
    private TestStore store = null!;

    [SetUp]
    public void MakeStore() => store = new TestStore(SharedServer.Get());

    [TearDown]
    public async ValueTask DisposeAsync()
    {
        if (store is not null)
            await store.DisposeAsync();
    }

    [Test]
    public async Task Records_an_id_once()
    {
        ReplayOutcome[] outcomes = [await store.RecordAsync("a"), await store.RecordAsync("a"), await store.RecordAsync("b"), await store.RecordAsync("a")];

        Assert.That(
            outcomes,
            Is.EqualTo([ReplayOutcome.Recorded, ReplayOutcome.AlreadyRecorded, ReplayOutcome.Recorded, ReplayOutcome.AlreadyRecorded]));
    }

    [Test]
    public async Task Records_one_of_100_calls_made_at_once()
    {
        ReplayOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => store.RecordAsync("a"))));

        Assert.That(
            (outcomes.Count(static outcome => outcome == ReplayOutcome.Recorded), outcomes.Count(static outcome => outcome == ReplayOutcome.AlreadyRecorded)),
            Is.EqualTo((1, 99)));
    }

    [Test]
    public async Task Records_each_id_once_when_two_stores_get_the_same_ids_in_opposite_order()
    {
        await using TestStore other = new(SharedServer.Get(), table: store.Table);
        string[] ids = [.. Enumerable.Range(0, 2000).Select(static number => $"id {number}")];

        Task<ReplayOutcome[]> forward = Task.Run(() => Task.WhenAll(ids.Select(id => store.RecordAsync(id))));
        Task<ReplayOutcome[]> backward = Task.Run(() => Task.WhenAll(ids.Reverse().Select(id => other.RecordAsync(id))));
        ReplayOutcome[] outcomes = [.. await forward, .. await backward];

        Assert.That(
            (outcomes.Count(static outcome => outcome == ReplayOutcome.Recorded), outcomes.Count(static outcome => outcome == ReplayOutcome.AlreadyRecorded)),
            Is.EqualTo((2000, 2000)));
    }

    [Test]
    public async Task Knows_what_another_store_recorded_before_it_was_made()
    {
        await store.RecordAsync("a");

        await using TestStore later = new(SharedServer.Get(), table: store.Table);

        Assert.That(await later.RecordAsync("a"), Is.EqualTo(ReplayOutcome.AlreadyRecorded));
    }

    [Test]
    public void Remembers_what_was_recorded_before_the_process_started() =>
        Assert.That(((IReplayStore)store.Store).RemembersSince, Is.Null);

    [TestCase(-601, ReplayOutcome.Expired)]
    [TestCase(-570, ReplayOutcome.Recorded)]
    [TestCase(0, ReplayOutcome.Recorded)]
    public async Task Answers_that_a_record_is_over_10_minutes_after_its_time(int seconds, ReplayOutcome expected) =>
        Assert.That(await store.RecordAsync("a", DateTimeOffset.UtcNow.AddSeconds(seconds)), Is.EqualTo(expected));

    [Test]
    public async Task Keeps_no_record_that_is_over()
    {
        await store.RecordAsync("a", DateTimeOffset.UtcNow.AddMinutes(-11));

        Assert.That(await store.CountRowsAsync(), Is.Zero);
    }

    [Test]
    public async Task Takes_the_first_and_the_last_time_there_is()
    {
        ReplayOutcome[] outcomes = [await store.RecordAsync("a", DateTimeOffset.MinValue), await store.RecordAsync("b", DateTimeOffset.MaxValue)];

        Assert.That(outcomes, Is.EqualTo([ReplayOutcome.Expired, ReplayOutcome.Recorded]));
    }

    [Test]
    public async Task Records_outside_the_caller_s_transaction()
    {
        await store.RecordAsync("a");
        using (TransactionScope undone = new(TransactionScopeAsyncFlowOption.Enabled))
        {
            await store.RecordAsync("b");
        }

        Assert.That(await store.RecordAsync("b"), Is.EqualTo(ReplayOutcome.AlreadyRecorded));
    }

    [Test]
    public async Task Ends_the_wait_of_a_cancelled_call_only()
    {
        await store.RecordAsync("warm up");
        using CancellationTokenSource cancellation = new();
        Task<ReplayOutcome> cancelled;
        Task<ReplayOutcome> other;
        await using (await TableLock.TakeAsync(SharedServer.Get(), store.Table))
        {
            await store.OccupyAsync();
            cancelled = store.RecordAsync("a", cancellationToken: cancellation.Token);
            other = store.RecordAsync("b");

            await cancellation.CancelAsync();
            Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That(await other, Is.EqualTo(ReplayOutcome.Recorded));
    }

    [Test]
    public void Refuses_a_call_that_is_cancelled_before_it_begins() =>
        Assert.That(
            async () => await store.RecordAsync("a", cancellationToken: new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public async Task Throws_when_it_is_disposed()
    {
        await store.Store.DisposeAsync();

        Assert.That(async () => await store.RecordAsync("a"), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Disposal_waits_for_the_calls_that_were_made()
    {
        await store.RecordAsync("warm up");
        Task<ReplayOutcome>[] calls;
        Task disposal;
        await using (await TableLock.TakeAsync(SharedServer.Get(), store.Table))
        {
            await store.OccupyAsync();
            calls = [.. Enumerable.Range(0, 10).Select(number => store.RecordAsync($"id {number}"))];
            disposal = store.Store.DisposeAsync().AsTask();
            Assert.That(disposal.IsCompleted, Is.False);
        }

        await disposal;

        Assert.That(await Task.WhenAll(calls), Is.All.EqualTo(ReplayOutcome.Recorded));
    }

    [Test]
    public async Task Can_be_disposed_twice()
    {
        await store.RecordAsync("a");
        await store.Store.DisposeAsync();

        Assert.That(async () => await store.Store.DisposeAsync(), Throws.Nothing);
    }
}
