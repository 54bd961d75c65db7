using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authentication;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class KaizalaCacheTests
{
    private const string Token = "opaque.token_1234-5678";

    [Test]
    public async Task Asks_once_for_a_thousand_parallel_requests_with_one_token()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        HeldAnswer held = host.Upstream.Hold();
        Task<Answer>[] requests = [.. Enumerable.Range(0, 1000).Select(_ => host.GetAsync(Token))];
        await held.Arrived;
        held.Release();
        Answer[] answers = await Task.WhenAll(requests);

        Assert.That((answers.Count(static answer => answer.Status == HttpStatusCode.OK), host.Upstream.Calls.Count), Is.EqualTo((1000, 1)));
    }

    [Test]
    public async Task Asks_once_for_all_who_wait_even_where_nothing_is_kept()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync(static options => options.CacheDuration = TimeSpan.Zero);
        HeldAnswer held = host.Upstream.Hold();
        Task<AuthenticateResult>[] callers = [.. Enumerable.Range(0, 1000).Select(_ => host.AuthenticateAsync(Token))];
        held.Release();
        AuthenticateResult[] results = await Task.WhenAll(callers);

        Assert.That((results.Count(static result => result.Succeeded), host.Upstream.Calls.Count), Is.EqualTo((1000, 1)));
    }

    [Test]
    public async Task Gives_each_request_a_principal_of_its_own()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        AuthenticateResult first = await host.AuthenticateAsync(Token);

        Assert.That((await host.AuthenticateAsync(Token)).Principal, Is.Not.SameAs(first.Principal));
    }

    [TestCase(59, ExpectedResult = 1)]
    [TestCase(60, ExpectedResult = 2)]
    public async Task<int> Keeps_an_answer_for_60_seconds(int seconds)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        await host.GetAsync(Token);
        host.Api.Time.Elapse(TimeSpan.FromSeconds(seconds));
        await host.GetAsync(Token);

        return host.Upstream.Calls.Count;
    }

    [Test]
    public async Task Refuses_a_token_that_was_revoked_once_the_answer_is_old()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        await host.GetAsync(Token);
        host.Upstream.AnswerWith(401);
        host.Api.Time.Elapse(TimeSpan.FromSeconds(60));

        Assert.That((await host.GetAsync(Token)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Counts_the_time_from_when_it_asked()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        HeldAnswer held = host.Upstream.Hold();
        Task<AuthenticateResult> slow = host.AuthenticateAsync(Token);
        host.Api.Time.Elapse(TimeSpan.FromSeconds(9));
        held.Release();
        await slow;
        host.Api.Time.Elapse(TimeSpan.FromSeconds(51));
        await host.GetAsync(Token);

        Assert.That(host.Upstream.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Is_not_fooled_by_a_clock_that_is_set_back()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        await host.GetAsync(Token);
        host.Api.Time.TurnTo(TestHost.Start.AddDays(-1));
        host.Api.Time.Elapse(TimeSpan.FromSeconds(60));
        await host.GetAsync(Token);

        Assert.That(host.Upstream.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Keeps_nothing_where_the_host_says_so()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync(static options => options.CacheDuration = TimeSpan.Zero);
        await host.GetAsync(Token);
        await host.GetAsync(Token);

        Assert.That(host.Upstream.Calls, Has.Count.EqualTo(2));
    }

    [TestCase(500)]
    [TestCase(302)]
    [TestCase(200)]
    public async Task Keeps_no_failure(int status)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        host.Upstream.AnswerWith(status, "{");
        await host.GetAsync(Token);
        host.Upstream.AnswerWith(200, KaizalaUpstream.Ada);

        Assert.That((await host.GetAsync(Token)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Keeps_no_time_out()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        HeldAnswer held = host.Upstream.Hold();
        Task<Answer> pending = host.GetAsync(Token);
        await held.Arrived;
        host.Api.Time.Elapse(TimeSpan.FromSeconds(10));
        await pending;
        host.Upstream.AnswerWith(200, KaizalaUpstream.Ada);

        Assert.That((await host.GetAsync(Token)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(9, ExpectedResult = 1)]
    [TestCase(10, ExpectedResult = 2)]
    public async Task<int> Keeps_a_refusal_for_10_seconds(int seconds)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        host.Upstream.AnswerWith(401);
        await host.GetAsync(Token);
        host.Api.Time.Elapse(TimeSpan.FromSeconds(seconds));
        await host.GetAsync(Token);

        return host.Upstream.Calls.Count;
    }

    [Test]
    public async Task Keeps_no_refusal_where_nothing_is_kept()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync(static options => options.CacheDuration = TimeSpan.Zero);
        host.Upstream.AnswerWith(401);
        await host.GetAsync(Token);
        await host.GetAsync(Token);

        Assert.That(host.Upstream.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Forgets_no_user_for_a_flood_of_made_up_tokens()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync(static options => options.CacheCapacity = 1);
        await host.AuthenticateAsync(Token);
        host.Upstream.AnswerWith(401);
        for (int i = 0; i < 1500; i++)
        {
            await host.AuthenticateAsync(string.Create(CultureInfo.InvariantCulture, $"made-up-{i}"));
        }

        Assert.That((await host.AuthenticateAsync(Token)).Succeeded, Is.True);
    }

    [TestCase("first", ExpectedResult = 4)]
    [TestCase("third", ExpectedResult = 3)]
    public async Task<int> Forgets_the_oldest_where_there_is_no_room(string asked)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync(static options => options.CacheCapacity = 2);
        await host.AuthenticateAsync("first");
        await host.AuthenticateAsync("second");
        await host.AuthenticateAsync("third");
        await host.AuthenticateAsync(asked);

        return host.Upstream.Calls.Count;
    }

    [Test]
    public async Task Confuses_no_two_tokens()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        await host.AuthenticateAsync(Token);
        host.Upstream.AnswerWith(401);

        Assert.That((await host.AuthenticateAsync(Token.ToUpperInvariant())).Succeeded, Is.False);
    }

    [Test]
    public async Task Lets_the_others_wait_on_where_one_caller_leaves()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        HeldAnswer held = host.Upstream.Hold();
        using CancellationTokenSource leaving = new();
        Task<AuthenticateResult> first = host.AuthenticateAsync(Token, leaving.Token);
        Task<AuthenticateResult> second = host.AuthenticateAsync(Token);
        await held.Arrived;
        await leaving.CancelAsync();
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        held.Release();

        Assert.That(((await second).Succeeded, host.Upstream.Calls.Count), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task Hangs_up_once_nobody_waits_any_more()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        HeldAnswer held = host.Upstream.Hold();
        using CancellationTokenSource leaving = new();
        Task<AuthenticateResult> only = host.AuthenticateAsync(Token, leaving.Token);
        await held.Arrived;
        await leaving.CancelAsync();
        Assert.That(async () => await only, Throws.InstanceOf<OperationCanceledException>());

        Assert.That(async () => await held.HungUp, Throws.Nothing);
    }

    [Test]
    public async Task Asks_anew_after_all_who_waited_have_left()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        HeldAnswer held = host.Upstream.Hold();
        using CancellationTokenSource leaving = new();
        Task<AuthenticateResult> only = host.AuthenticateAsync(Token, leaving.Token);
        await held.Arrived;
        await leaving.CancelAsync();
        Assert.That(async () => await only, Throws.InstanceOf<OperationCanceledException>());
        host.Upstream.AnswerWith(200, KaizalaUpstream.Ada);

        Assert.That((await host.AuthenticateAsync(Token)).Succeeded, Is.True);
    }
}
