using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>A key that is replaced while someone uses it.</summary>
[TestFixture]
internal sealed class KeyInUseTests
{
    private const string First = "the-first-secret-0123456789-0123456789";
    private const string Second = "the-second-secret-0123456789-012345678";

    [Test]
    public async Task Lets_what_is_under_way_end_with_the_key_it_began_with()
    {
        ChangingSettings settings = Own();
        InterruptingTime time = new();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section, services => services.AddSingleton<TimeProvider>(time));
        time.Interrupt = () => settings.Change(("Issuers:own:Secret", Second));
        string token = await host.Issuer("own").IssueAsync(Verdicts.John);

        Assert.That((token.IsUnder(First), await host.Issuer("own").IsUnderAsync(Second)), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Lets_what_is_under_way_end_while_the_issuer_is_taken_out()
    {
        ChangingSettings settings = Own();
        InterruptingTime time = new();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section, services => services.AddSingleton<TimeProvider>(time));
        time.Interrupt = () => settings.Change([("Replay:Store", "Memory"), .. new[] { "Issuer", "Audience", "Lifetime", "Secret" }.Select(static key => ("Issuers:own:" + key, (string?)null))]);

        Assert.That((await host.Issuer("own").IssueAsync(Verdicts.John)).IsUnder(First));
    }

    [Test]
    public async Task Lets_what_is_under_way_end_while_the_host_goes()
    {
        InterruptingTime time = new();
        using ReloadHost host = await ReloadHost.StartAsync(Own().Section, services => services.AddSingleton<TimeProvider>(time));
        ITokenIssuer issuer = host.Issuer("own");
        time.Interrupt = host.Dispose;

        Assert.That((await issuer.IssueAsync(Verdicts.John)).IsUnder(First));
    }

    private static ChangingSettings Own() => new(
        ("Issuers:own:Issuer", "https://id.example.com"),
        ("Issuers:own:Audience", "orders-api"),
        ("Issuers:own:Lifetime", "00:05:00"),
        ("Issuers:own:Secret", First));

    /// <summary>A clock that does something else before it answers: the issuer asks it when it has its key and has not signed yet.</summary>
    private sealed class InterruptingTime : TimeProvider
    {
        private Action? interrupt;

        public Action Interrupt
        {
            set => interrupt = value;
        }

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Exchange(ref interrupt, null)?.Invoke();
            return TestHost.Start;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new JwtKit.Tests.FixedTimeProvider(TestHost.Start).CreateTimer(callback, state, dueTime, period);
    }
}
