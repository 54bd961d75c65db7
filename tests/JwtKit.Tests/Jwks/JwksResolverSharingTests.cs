using System.Globalization;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>One fetch for all that wait, ended by none of them.</summary>
[TestFixture]
internal sealed class JwksResolverSharingTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private static readonly AsyncLocal<string?> Ambient = new();

    [Test]
    public async Task Fetches_once_for_all_that_wait_for_the_first_keys()
    {
        using FetchedKeysScene scene = new();
        TaskCompletionSource<string> held = scene.Publisher.Hold();
        Task<string>[] waiting = [.. Enumerable.Range(0, 200).Select(_ => scene.CodeOf(PublishedSet.First))];
        bool wereWaiting = waiting.All(static task => !task.IsCompleted);
        held.SetResult(PublishedSet.Of(PublishedSet.First));

        Assert.That(
            (wereWaiting, (await Task.WhenAll(waiting)).Distinct().Single(), scene.Publisher.RequestCount), Is.EqualTo((true, Verdict.Accepted, 1)));
    }

    [Test]
    public async Task Fetches_once_for_all_that_wait_for_a_new_key()
    {
        using FetchedKeysScene scene = await Started();
        TaskCompletionSource<string> held = scene.Publisher.Hold();
        scene.Clock.Elapse(Interval);
        Task<string>[] waiting = [.. Enumerable.Range(0, 200).Select(_ => scene.CodeOf(PublishedSet.Second))];
        bool wereWaiting = waiting.All(static task => !task.IsCompleted);
        held.SetResult(PublishedSet.Of(PublishedSet.Second));

        Assert.That(
            (wereWaiting, (await Task.WhenAll(waiting)).Distinct().Single(), scene.Publisher.RequestCount), Is.EqualTo((true, Verdict.Accepted, 2)));
    }

    [Test]
    public void Fetches_once_for_threads_that_start_together()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        Together.Run(16, _ => Assert.That(scene.CodeOf(PublishedSet.First).GetAwaiter().GetResult(), Is.EqualTo(Verdict.Accepted)));

        Assert.That(scene.Publisher.RequestCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Accepts_known_keys_while_a_fetch_for_a_new_one_is_under_way()
    {
        using FetchedKeysScene scene = await Started();
        TaskCompletionSource<string> held = scene.Publisher.Hold();
        scene.Clock.Elapse(Interval);
        Task<string> waiting = scene.CodeOf(PublishedSet.Second);

        Assert.That((await scene.CodeOf(PublishedSet.First), waiting.IsCompleted), Is.EqualTo((Verdict.Accepted, false)));
        held.SetResult(PublishedSet.Of(PublishedSet.Second));
    }

    [Test]
    public async Task Shares_the_fetch_by_age_with_those_that_wait_for_a_new_key()
    {
        using FetchedKeysScene scene = await Started();
        TaskCompletionSource<string> held = scene.Publisher.Hold();
        scene.Clock.Elapse(TimeSpan.FromHours(1));
        await scene.CodeOf(PublishedSet.First);
        Task<string> waiting = scene.CodeOf(PublishedSet.Second);
        held.SetResult(PublishedSet.Of(PublishedSet.Second));

        Assert.That((await waiting, scene.Publisher.RequestCount), Is.EqualTo((Verdict.Accepted, 2)));
    }

    [Test]
    public async Task Ends_the_wait_of_the_one_that_is_cancelled_and_not_the_fetch()
    {
        using FetchedKeysScene scene = new();
        using CancellationTokenSource impatient = new();
        TaskCompletionSource<string> held = scene.Publisher.Hold();
        Task<string> first = scene.CodeOf(PublishedSet.First, impatient.Token);
        Task<string> second = scene.CodeOf(PublishedSet.First);
        await impatient.CancelAsync();
        await Assert.ThatAsync(() => first, Throws.InstanceOf<OperationCanceledException>());
        held.SetResult(PublishedSet.Of(PublishedSet.First));

        Assert.That((await second, scene.Publisher.RequestCount), Is.EqualTo((Verdict.Accepted, 1)));
    }

    [Test]
    public async Task Fetches_nothing_for_a_call_that_was_cancelled_before()
    {
        using FetchedKeysScene scene = new();
        await Assert.ThatAsync(() => scene.CodeOf(PublishedSet.First, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        scene.Publisher.Publish(PublishedSet.First);

        // A fetch begun by the call before would have brought nothing, and it would be too soon for another.
        Assert.That(await scene.CodeOf(PublishedSet.First), Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public async Task Ends_a_fetch_that_takes_longer_than_its_time()
    {
        using FetchedKeysScene scene = new();
        Task<string> waiting = await HeldBack(scene);
        scene.Clock.Elapse(TimeSpan.FromSeconds(10));

        Assert.That(
            (await waiting, scene.Resolver.LastFailure?.ToString()),
            Is.EqualTo(("keys_unavailable", "timed_out: The keys were not there within 00:00:10.")));
    }

    [Test]
    public async Task Ends_a_fetch_whose_handler_does_not_heed_its_token()
    {
        using FetchedKeysScene scene = new();
        TaskCompletionSource asked = new();
        TaskCompletionSource<HttpResponseMessage> never = new();
        scene.Publisher.Answer = (_, _) =>
        {
            asked.SetResult();
            return never.Task;
        };
        Task<string> waiting = scene.CodeOf(PublishedSet.First);
        await asked.Task;
        scene.Clock.Elapse(TimeSpan.FromSeconds(10));
        await waiting;
        scene.Publisher.Publish(PublishedSet.First);
        scene.Clock.Elapse(Interval);

        Assert.That(await scene.CodeOf(PublishedSet.First), Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public async Task Does_not_take_the_answer_of_a_fetch_that_was_given_up()
    {
        using FetchedKeysScene scene = await Started();
        TaskCompletionSource asked = new();
        TaskCompletionSource<HttpResponseMessage> late = new();
        scene.Publisher.Answer = (_, _) =>
        {
            asked.SetResult();
            return late.Task;
        };
        scene.Clock.Elapse(Interval);
        Task<string> waiting = scene.CodeOf(PublishedSet.Second);
        await asked.Task;
        scene.Clock.Elapse(TimeSpan.FromSeconds(10));
        await waiting;
        late.SetResult(FakePublisher.Ok(PublishedSet.Of(PublishedSet.Second)));

        Assert.That(await scene.CodeOf(PublishedSet.First), Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public async Task Lets_nothing_of_the_first_caller_into_the_fetch()
    {
        using FetchedKeysScene scene = new();
        TaskCompletionSource<(string?, string)> seen = new();
        scene.Publisher.Answer = (_, _) =>
        {
            seen.SetResult((Ambient.Value, CultureInfo.CurrentCulture.Name));
            return Task.FromResult(FakePublisher.Ok(PublishedSet.Of(PublishedSet.First)));
        };
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        Ambient.Value = "of the first caller";
        try
        {
            await scene.CodeOf(PublishedSet.First);
        }
        finally
        {
            Ambient.Value = null;
            CultureInfo.CurrentCulture = before;
        }

        Assert.That(await seen.Task, Is.EqualTo(((string?)null, before.Name)));
    }

    [Test]
    public async Task Works_where_the_caller_blocks_its_only_thread()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Answer = static async (_, _) =>
        {
            await Task.Yield();
            return FakePublisher.Ok(PublishedSet.Of(PublishedSet.First));
        };
        Task<string> blocked = Task.Factory.StartNew(
            () =>
            {
                SynchronizationContext.SetSynchronizationContext(new NeverRunning());
                return scene.Validator.ValidateAsync(FetchedKeysScene.TokenOf(PublishedSet.First)).AsTask().GetAwaiter().GetResult();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ContinueWith(static task => task.Result.Failure?.Code ?? Verdict.Accepted, TaskScheduler.Default);

        Assert.That(await blocked, Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public async Task Ends_the_fetch_under_way_when_it_is_disposed()
    {
        using FetchedKeysScene scene = new();
        Task<string> waiting = await HeldBack(scene);
        scene.Resolver.Dispose();

        Assert.That((await waiting, scene.Resolver.LastFailure), Is.EqualTo(("keys_unavailable", (JwksFailure?)null)));
    }

    [Test]
    public async Task Throws_when_it_is_used_after_it_was_disposed()
    {
        using FetchedKeysScene scene = await Started();
        scene.Resolver.Dispose();

        await Assert.ThatAsync(() => scene.CodeOf(PublishedSet.First), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Can_be_disposed_twice()
    {
        using FetchedKeysScene scene = await Started();
        scene.Resolver.Dispose();

        Assert.That(scene.Resolver.Dispose, Throws.Nothing);
    }

    [Test]
    public async Task Leaves_the_keys_that_others_have_usable_when_it_is_disposed()
    {
        using FetchedKeysScene scene = await Started();
        VerificationKey[] keys = [.. scene.Resolver];
        scene.Resolver.Dispose();
        JwtValidator validator = new(SamplePolicy.Make(keys: VerificationKeys.From(keys)), scene.Clock);

        Assert.That((await validator.ValidateAsync(FetchedKeysScene.TokenOf(PublishedSet.First))).Succeeded, Is.True);
    }

    [Test]
    public void Leaves_the_handler_to_the_caller()
    {
        FetchedKeysScene scene = new();
        scene.Resolver.Dispose();

        Assert.That(scene.Publisher.IsDisposed, Is.False);
    }

    private static async Task<FetchedKeysScene> Started()
    {
        FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.Resolver.PrefetchAsync();
        return scene;
    }

    /// <summary>A validation that waits for a request which was sent and is not answered.</summary>
    private static async Task<Task<string>> HeldBack(FetchedKeysScene scene)
    {
        TaskCompletionSource asked = new();
        scene.Publisher.Answer = async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("Nothing ends this but its token.");
        };
        Task<string> waiting = scene.CodeOf(PublishedSet.First);
        await asked.Task;
        return waiting;
    }

    private sealed class NeverRunning : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
