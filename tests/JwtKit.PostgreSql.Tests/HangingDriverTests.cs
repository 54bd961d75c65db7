using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

/// <summary>A driver that does not return, however often it is asked to: nobody waits for it without a bound.</summary>
internal sealed class HangingDriverTests
{
    private static readonly TimeSpan CallTime = new PostgreSqlReplayOptions().Timeout;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Test]
    public async Task Accepts_again_after_a_batch_that_never_ends()
    {
        FakeTable table = new() { OnRecord = static (number, _) => number == 1 ? FakeTable.Never : Task.CompletedTask };
        AdjustableTimeProvider time = new();
        PostgreSqlReplayStore store = Make(table, time);

        ReplayOutcome first = await TimeOutAsync(store, table, time, "first");

        Assert.That(first, Is.EqualTo(ReplayOutcome.Unavailable));
        await AcceptsAsync(store, time, "after");
    }

    [Test]
    public async Task Accepts_again_after_a_driver_that_blocks_its_thread()
    {
        using ManualResetEventSlim end = new();
        FakeTable table = new()
        {
            OnRecord = (number, _) =>
            {
                if (number == 1)
                    end.Wait(CancellationToken.None);
                return Task.CompletedTask;
            },
        };
        AdjustableTimeProvider time = new();
        PostgreSqlReplayStore store = Make(table, time);

        await TimeOutAsync(store, table, time, "first");
        await AcceptsAsync(store, time, "after");
        end.Set();
    }

    /// <summary>Npgsql sends its request to cancel on the thread that asks for it.</summary>
    [Test]
    public async Task Accepts_again_after_a_driver_that_blocks_whoever_cancels()
    {
        using ManualResetEventSlim end = new();
        FakeTable table = new()
        {
            OnRecord = (number, token) =>
            {
                if (number != 1)
                    return Task.CompletedTask;
                token.Register(end.Wait);
                return FakeTable.Never;
            },
        };
        AdjustableTimeProvider time = new();
        PostgreSqlReplayStore store = Make(table, time);

        await TimeOutAsync(store, table, time, "first");
        await AcceptsAsync(store, time, "after");
        end.Set();
    }

    [Test]
    public async Task Accepts_again_after_a_pool_that_never_closes_its_connections()
    {
        using ManualResetEventSlim end = new();
        FakeTable table = new() { OnRecord = static (number, _) => number == 1 ? throw new InvalidOperationException() : Task.CompletedTask, OnDrop = end.Wait };
        AdjustableTimeProvider time = new();
        PostgreSqlReplayStore store = Make(table, time);

        await TimeOutAsync(store, table, time, "first");
        await AcceptsAsync(store, time, "after");
        end.Set();
    }

    [Test]
    public async Task Takes_the_late_answer_of_a_batch_for_nobody_s()
    {
        TaskCompletionSource late = new();
        FakeTable table = new() { OnRecord = (number, _) => number == 1 ? late.Task : Task.CompletedTask };
        AdjustableTimeProvider time = new();
        PostgreSqlReplayStore store = Make(table, time);
        Task<ReplayOutcome> first = TimeOutAsync(store, table, time, "a");
        await first;
        await AcceptsAsync(store, time, "another");

        late.SetResult();

        // The late batch has recorded it, and told nobody.
        await Eventually.IsTrueAsync(async () => await RecordAsync(store, time, "a") == ReplayOutcome.AlreadyRecorded, "the id counts as used");
        Assert.That(await first, Is.EqualTo(ReplayOutcome.Unavailable));
    }

    [Test]
    public async Task Refuses_at_once_while_a_batch_is_given_up()
    {
        FakeTable table = new() { OnRecord = static (_, _) => FakeTable.Never };
        AdjustableTimeProvider time = new();
        PostgreSqlReplayStore store = Make(table, time);
        await TimeOutAsync(store, table, time, "first");

        // Nothing lets the time pass.
        Assert.That(await RecordAsync(store, "second"), Is.EqualTo(ReplayOutcome.Unavailable));
        Assert.That(table.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Tries_once_a_minute_where_many_calls_were_given_up()
    {
        FakeTable table = new() { OnRecord = static (_, _) => FakeTable.Never };
        AdjustableTimeProvider time = new();
        PostgreSqlReplayStore store = Make(table, time);
        for (int number = 0; number < DriverCalls.ManyAbandoned; number++)
        {
            await TriesAsync(store, table, time, TimeSpan.FromSeconds(1));
        }

        await Eventually.IsTrueAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                return await RecordAsync(store, "too early") == ReplayOutcome.Unavailable;
            },
            "it is refused");
        int before = table.Calls;
        time.Advance(TimeSpan.FromSeconds(40));
        Assert.That((await RecordAsync(store, "too early"), table.Calls), Is.EqualTo((ReplayOutcome.Unavailable, before)));
        await TriesAsync(store, table, time, TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task Ends_its_disposal_while_a_batch_never_ends()
    {
        FakeTable table = new() { OnRecord = static (_, _) => FakeTable.Never };
        AdjustableTimeProvider time = new();
        PostgreSqlReplayStore store = Make(table, time);
        _ = store.TryRecordAsync(ReplayId.Create("hanging", "a"), TestStore.Later, CancellationToken.None).AsTask();
        await Eventually.IsTrueAsync(() => Task.FromResult(table.Calls == 1), "the batch is under way");

        await EndsAsync(store, time);
    }

    [Test]
    public async Task Ends_its_disposal_while_a_cleaning_never_ends()
    {
        TaskCompletionSource cleans = new();
        FakeTable table = new()
        {
            OnClean = _ =>
            {
                cleans.TrySetResult();
                return FakeTable.Never;
            },
        };
        AdjustableTimeProvider time = new();
        PostgreSqlReplayStore store = Make(table, time);
        await AcceptsAsync(store, time, "a");
        time.Advance(new PostgreSqlReplayOptions().CleaningInterval);
        await cleans.Task.WaitAsync(Patience);

        await EndsAsync(store, time);
    }

    [Test]
    public async Task Ends_its_disposal_while_the_data_source_never_closes()
    {
        AdjustableTimeProvider time = new();
        PostgreSqlReplayStore store = Make(new FakeTable { OnDispose = static () => FakeTable.Never }, time);

        await EndsAsync(store, time);
    }

    [Test]
    public async Task Ends_the_creation_of_its_table_while_the_driver_never_returns()
    {
        AdjustableTimeProvider time = new();
        PostgreSqlReplayStore store = Make(new FakeTable(), time);
        Task creation = store.CreateTableAsync(CancellationToken.None);

        await PassesAsync(creation, time);

        Assert.That(async () => await creation, Throws.TypeOf<TimeoutException>());
    }

    [Test]
    public async Task Counts_a_call_that_was_given_up_until_it_ends()
    {
        DriverCalls calls = new(TimeProvider.System);
        for (int number = 0; number < DriverCalls.ManyAbandoned - 1; number++)
        {
            calls.Abandon(FakeTable.Never);
        }

        TaskCompletionSource last = new();
        calls.Abandon(last.Task);
        bool before = calls.AreManyAbandoned;

        last.SetResult();

        await Eventually.IsTrueAsync(() => Task.FromResult(!calls.AreManyAbandoned), "the call that ended does not count");
        Assert.That(before, Is.True);
    }

    private static PostgreSqlReplayStore Make(FakeTable table, AdjustableTimeProvider time) =>
        new(_ => table, new PostgreSqlReplayOptions(), logger: null, time);

    private static Task<ReplayOutcome> RecordAsync(PostgreSqlReplayStore store, string id) =>
        store.TryRecordAsync(ReplayId.Create("hanging", id), TestStore.Later, CancellationToken.None).AsTask().WaitAsync(Patience);

    /// <summary>A call that is made a second later.</summary>
    private static Task<ReplayOutcome> RecordAsync(PostgreSqlReplayStore store, AdjustableTimeProvider time, string id)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return RecordAsync(store, id);
    }

    /// <summary>Makes a call whose batch comes to the driver and does not come back.</summary>
    private static async Task<ReplayOutcome> TimeOutAsync(PostgreSqlReplayStore store, FakeTable table, AdjustableTimeProvider time, string id)
    {
        int before = table.Calls;
        Task<ReplayOutcome> call = RecordAsync(store, id);
        await Eventually.IsTrueAsync(() => Task.FromResult(table.Calls > before), "the batch is under way");
        time.Advance(CallTime);
        return await call;
    }

    /// <summary>Lets the time pass in steps until the driver gets one more batch, and has that time out.</summary>
    private static async Task TriesAsync(PostgreSqlReplayStore store, FakeTable table, AdjustableTimeProvider time, TimeSpan step)
    {
        int before = table.Calls;
        await Eventually.IsTrueAsync(
            async () =>
            {
                time.Advance(step);
                Task<ReplayOutcome> call = RecordAsync(store, "tries");
                await PassesAsync(call, time);
                return table.Calls > before;
            },
            "it tries");
    }

    private static Task AcceptsAsync(PostgreSqlReplayStore store, AdjustableTimeProvider time, string id)
    {
        int number = 0;
        return Eventually.IsTrueAsync(async () => await RecordAsync(store, time, $"{id} {number++}") == ReplayOutcome.Recorded, "the store accepts");
    }

    private static Task EndsAsync(PostgreSqlReplayStore store, AdjustableTimeProvider time) => PassesAsync(store.DisposeAsync().AsTask(), time);

    /// <summary>Lets the time of the store pass until a task ends.</summary>
    private static Task PassesAsync(Task task, AdjustableTimeProvider time) => Eventually.IsTrueAsync(
        () =>
        {
            if (!task.IsCompleted)
                time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(task.IsCompleted);
        },
        "the task ends");
}
