using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class BatchingTests
{
    [Test]
    public async Task Sends_what_collects_while_two_batches_are_under_way_as_one()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("warm up");
        Task<ReplayOutcome>[] calls;
        await using (await TableLock.TakeAsync(SharedServer.Get(), store.Table))
        {
            IReadOnlyList<Task<ReplayOutcome>> before = await store.OccupyAsync();
            calls = [.. before, .. Enumerable.Range(0, 64).Select(number => store.RecordAsync($"id {number}"))];
        }

        Assert.That(await Task.WhenAll(calls), Is.All.EqualTo(ReplayOutcome.Recorded));
        Assert.That(await CountTransactionsAsync(store), Is.EqualTo(1 + 2 + 1));
    }

    [Test]
    public async Task Records_one_of_the_calls_with_the_same_id_in_a_batch()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("warm up");
        Task<ReplayOutcome>[] calls;
        await using (await TableLock.TakeAsync(SharedServer.Get(), store.Table))
        {
            await store.OccupyAsync();
            calls = [.. Enumerable.Range(0, 64).Select(number => store.RecordAsync(number % 2 == 0 ? "a" : "b"))];
        }

        ReplayOutcome[] outcomes = await Task.WhenAll(calls);
        Assert.That(
            (outcomes.Count(static outcome => outcome == ReplayOutcome.Recorded), outcomes.Count(static outcome => outcome == ReplayOutcome.AlreadyRecorded)),
            Is.EqualTo((2, 62)));
    }

    [Test]
    public async Task Leaves_out_a_call_that_was_cancelled_before_its_batch()
    {
        await using TestStore store = new(SharedServer.Get());
        await store.RecordAsync("warm up");
        using CancellationTokenSource cancellation = new();
        await using (await TableLock.TakeAsync(SharedServer.Get(), store.Table))
        {
            await store.OccupyAsync();
            Task<ReplayOutcome> cancelled = store.RecordAsync("a", cancellationToken: cancellation.Token);
            await cancellation.CancelAsync();
            Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Recorded));
    }

    [Test]
    public async Task Refuses_at_once_what_is_above_the_bound_and_says_so_once()
    {
        await using TestStore store = new(SharedServer.Get(), static options => options.MaximumWaiting = 8);
        await store.RecordAsync("warm up");
        Task<ReplayOutcome>[] taken;
        await using (await TableLock.TakeAsync(SharedServer.Get(), store.Table))
        {
            await store.OccupyAsync();
            taken = [.. Enumerable.Range(0, 8).Select(number => store.RecordAsync($"id {number}"))];
            ReplayOutcome[] above = [await store.RecordAsync("above"), await store.RecordAsync("above too")];
            Assert.That(above, Is.All.EqualTo(ReplayOutcome.Unavailable));
        }

        Assert.That(await Task.WhenAll(taken), Is.All.EqualTo(ReplayOutcome.Recorded));
        Assert.That(store.Log.Texts, Is.EqualTo(["One-time tokens are refused while 8 others wait for the replay table."]));
    }

    [Test]
    public async Task Answers_10000_calls_made_at_once()
    {
        await using TestStore store = new(SharedServer.Get());

        ReplayOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(number => store.RecordAsync($"id {number}")));

        Assert.That(outcomes, Is.All.EqualTo(ReplayOutcome.Recorded));
    }

    /// <summary>Each row keeps the number of the transaction that inserted it.</summary>
    private static async Task<long> CountTransactionsAsync(TestStore store) =>
        (long)(await store.Server.RunAsync($"SELECT count(DISTINCT xmin::text) FROM \"{store.Table}\""))!;
}
