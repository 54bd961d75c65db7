using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Changes of the section itself.</summary>
[TestFixture]
internal sealed class SectionReloadTests
{
    private const string First = "the-first-secret-0123456789-0123456789";
    private const string Second = "the-second-secret-0123456789-012345678";

    /// <summary>Opening keys takes a while, and nobody listens yet.</summary>
    [Test]
    public async Task Takes_over_what_changes_while_the_host_starts()
    {
        ChangingSettings settings = Own();
        bool isChanged = false;
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section, services => services.PostConfigure<JwtKitOptions>(_ =>
        {
            if (!isChanged)
            {
                isChanged = true;
                settings.Change(("Issuers:own:Secret", Second));
            }
        }));
        host.Look();

        Assert.That(await host.Issuer("own").IsUnderAsync(Second));
    }

    [Test]
    public async Task Takes_a_change_over_at_once()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Issuers:own:Secret", Second));

        Assert.That(await host.Issuer("own").IsUnderAsync(Second));
    }

    [Test]
    public async Task Serves_those_who_got_the_issuer_before()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        ITokenIssuer issuer = host.Services.GetRequiredKeyedService<ITokenIssuer>("own");
        settings.Change(("Issuers:own:Secret", Second));

        Assert.That(await issuer.IsUnderAsync(Second));
    }

    [Test]
    public async Task Says_that_a_change_is_in_use()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Issuers:own:Secret", Second));

        Assert.That(host.Changes, Is.EqualTo(new[] { ReloadHost.Reloaded }));
    }

    [Test]
    public async Task Leaves_out_a_new_issuer_with_faults_and_takes_the_rest_over()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Issuers:own:Secret", Second), ("Issuers:other:Platform", "Ccai"));

        Assert.That((await host.Issuer("own").IsUnderAsync(Second), host.Services.GetRequiredService<TokenIssuers>().Count()), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task Names_each_fault_of_a_wrong_change_once()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Issuers:own:Secret", "short"), ("Issuers:own:Liftime", "x"));
        host.Look(5);

        Assert.That(
            host.Changes.Single(),
            Does.StartWith(ReloadHost.Category + ": Error: The configuration of JwtKit:Issuers:own has changed and is not in use; the last good one stays. JwtKit:Issuers:own:Liftime: is not")
                .And.Contain(Environment.NewLine + "JwtKit:Issuers:own:Secret: The secret has 5 bytes"));
    }

    [Test]
    public async Task Says_it_again_when_the_faults_are_others()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Issuers:own:Secret", "short"));
        settings.Change(("Issuers:own:Secret", "shorter"));

        Assert.That(host.Changes.Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Heals()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Issuers:own:Secret", "short"));
        settings.Change(("Issuers:own:Secret", Second));

        Assert.That(await host.Issuer("own").IsUnderAsync(Second));
    }

    [Test]
    public async Task Keeps_what_it_has_while_the_file_of_its_settings_is_being_replaced()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change([.. Keys("Issuers:own", "Issuer", "Audience", "Lifetime", "Secret")]);
        host.Look(3);

        Assert.That((await host.Issuer("own").IsUnderAsync(First), host.Changes.Single()), Is.EqualTo((true, ReloadHost.Category
            + ": Error: The configuration has changed and is not in use; the last good one stays. JwtKit: has no settings any more, as while their file is being replaced; the last ones stay until there are new ones, or until a restart. ")));
    }

    [Test]
    public async Task Takes_the_settings_over_that_come_after_none()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change([.. Keys("Issuers:own", "Issuer", "Audience", "Lifetime", "Secret")]);
        settings.Change(("Issuers:own:Issuer", "i"), ("Issuers:own:Audience", "a"), ("Issuers:own:Lifetime", "00:05:00"), ("Issuers:own:Secret", Second));

        Assert.That(await host.Issuer("own").IsUnderAsync(Second));
    }

    [Test]
    public async Task Brings_added_issuers()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Issuers:ccai:Platform", "Ccai"), ("Issuers:ccai:Company", "ACME"), ("Issuers:ccai:Secret", Second));

        Assert.That(await host.Services.GetRequiredKeyedService<ITokenIssuer>("ccai").IsUnderAsync(Second));
    }

    [Test]
    public async Task Lets_removed_issuers_throw()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        ITokenIssuer issuer = host.Issuer("own");
        settings.Change([("Replay:Store", "Memory"), .. Keys("Issuers:own", "Issuer", "Audience", "Lifetime", "Secret")]);

        Assert.That(
            async () => await issuer.IssueAsync(Verdicts.John),
            Throws.InvalidOperationException.With.Message.EqualTo("The issuer 'own' was taken out of the configuration."));
    }

    [Test]
    public async Task Lets_removed_validators_throw()
    {
        ChangingSettings settings = Own();
        settings.Change(("Validators:a:Issuer", "i"), ("Validators:a:Audience", "a"), ("Validators:a:Use", "Reusable"), ("Validators:a:Secret", First));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        ITokenValidator validator = host.Validator("a");
        settings.Change([.. Keys("Validators:a", "Issuer", "Audience", "Use", "Secret")]);

        Assert.That(
            async () => await validator.ValidateAsync("x"),
            Throws.InvalidOperationException.With.Message.EqualTo("The validator 'a' was taken out of the configuration."));
    }

    [Test]
    public async Task Serves_again_an_issuer_that_comes_back()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        ITokenIssuer issuer = host.Issuer("own");
        settings.Change([("Replay:Store", "Memory"), .. Keys("Issuers:own", "Issuer", "Audience", "Lifetime", "Secret")]);
        settings.Change(("Issuers:own:Issuer", "i"), ("Issuers:own:Audience", "a"), ("Issuers:own:Lifetime", "00:05:00"), ("Issuers:own:Secret", Second));

        Assert.That(await issuer.IsUnderAsync(Second));
    }

    [Test]
    public async Task Refuses_another_platform_while_the_host_runs()
    {
        ChangingSettings settings = new(("Issuers:a:Platform", "KoreAiUser"), ("Issuers:a:ClientId", "cs-1"), ("Issuers:a:Secret", First));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Issuers:a:Platform", "Ccai"), ("Issuers:a:ClientId", null), ("Issuers:a:Company", "ACME"));

        Assert.That(
            (host.Issuer("a").Platform, host.Changes.Single()),
            Is.EqualTo((TokenPlatform.KoreAiUser, ReloadHost.Category + ": Error: The configuration of JwtKit:Issuers:a has changed and is not in use; the last good one stays. JwtKit:Issuers:a:Platform: is Ccai and was KoreAiUser; it changes with a restart only, since endpoints are made for it. ")));
    }

    [Test]
    public async Task Shows_the_options_monitor_the_options_in_use()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Issuers:own:KeyId", "k2"));
        settings.Change(("Issuers:own:Secret", "short"));

        Assert.That(host.Services.GetRequiredService<IOptionsMonitor<JwtKitOptions>>().CurrentValue.Issuers["own"].KeyId, Is.EqualTo("k2"));
    }

    [Test]
    public async Task Tells_those_who_listen_to_the_options_monitor_of_good_changes_only()
    {
        List<string?> heard = [];
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        using IDisposable? listening = host.Services.GetRequiredService<IOptionsMonitor<JwtKitOptions>>().OnChange(options => heard.Add(options.Issuers["own"].KeyId));
        settings.Change(("Issuers:own:KeyId", "k2"));
        settings.Change(("Issuers:own:KeyId", "k3"), ("Issuers:own:Secret", "short"));
        settings.Change(("Issuers:own:Secret", Second));

        Assert.That(heard, Is.EqualTo(new[] { "k2", "k3" }));
    }

    [Test]
    public async Task Survives_a_listener_that_throws()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        using IDisposable? listening = host.Services.GetRequiredService<IOptionsMonitor<JwtKitOptions>>().OnChange(static _ => throw new InvalidDataException("no"));
        settings.Change(("Issuers:own:KeyId", "k2"));
        settings.Change(("Issuers:own:Secret", Second));

        Assert.That((await host.Issuer("own").IsUnderAsync(Second), host.Changes.Count(static line => line == ReloadHost.Reloaded)), Is.EqualTo((true, 2)));
    }

    [Test]
    public async Task Takes_one_change_of_several_sections_as_one()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section, services => services.AddJwtKit(Settings.Only()).AddJwtKit(settings.Section));
        settings.Change(("Issuers:own:Secret", Second));

        Assert.That(host.Changes, Is.EqualTo(new[] { ReloadHost.Reloaded }));
    }

    [Test]
    public async Task Follows_each_of_several_sources()
    {
        ChangingSettings settings = Own();
        ChangingSettings others = new();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section, services => services.AddJwtKit(others.Section));
        others.Change(("Issuers:ccai:Platform", "Ccai"), ("Issuers:ccai:Company", "ACME"), ("Issuers:ccai:Secret", First));
        settings.Change(("Issuers:own:Secret", Second));

        Assert.That((await host.Issuer("ccai").IsUnderAsync(First), await host.Issuer("own").IsUnderAsync(Second)), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Survives_code_of_the_host_that_throws()
    {
        bool throws = false;
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(
            settings.Section, services => services.PostConfigure<JwtKitOptions>(_ => { if (throws) { throw new InvalidDataException("no"); } }));
        throws = true;
        settings.Change(("Issuers:own:Secret", Second));
        host.Look(3);

        Assert.That((await host.Issuer("own").IsUnderAsync(First), host.Changes.Count()), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task Heals_when_code_of_the_host_throws_no_more()
    {
        bool throws = false;
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(
            settings.Section, services => services.PostConfigure<JwtKitOptions>(_ => { if (throws) { throw new InvalidDataException("no"); } }));
        throws = true;
        settings.Change(("Issuers:own:Secret", Second));
        throws = false;
        host.Look(1);

        Assert.That(await host.Issuer("own").IsUnderAsync(Second));
    }

    [Test]
    public async Task Hears_no_change_once_the_host_is_gone()
    {
        ChangingSettings settings = Own();
        ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        host.Dispose();
        settings.Change(("Issuers:own:Secret", Second));

        Assert.That(host.Changes, Is.Empty);
    }

    [Test]
    public async Task Remembers_used_tokens_across_a_change()
    {
        ChangingSettings settings = Own();
        settings.Change(OneTime("Replay:Store", "Memory"));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        string token = await host.Issuer("own").IssueAsync(Verdicts.John);
        await host.Validator("own").ValidateAsync(token);
        settings.Change(("Validators:own:ClockSkew", "00:00:10"));

        Assert.That((await host.Validator("own").VerdictAsync(token), host.Changes.Count()), Is.EqualTo(("replayed", 1)));
    }

    [Test]
    public async Task Opens_the_store_of_a_one_time_validator_that_comes_later()
    {
        ChangingSettings settings = Own();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(OneTime("Replay:Store", "Memory"));
        host.Time.Elapse(TimeSpan.FromSeconds(10));

        Assert.That(await host.Validator("own").VerdictAsync(await host.Issuer("own").IssueAsync(Verdicts.John)), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Says_that_another_store_takes_a_restart()
    {
        ChangingSettings settings = Own();
        settings.Change(OneTime("Replay:Store", "Memory"));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Replay:Capacity", "7"));

        Assert.That(host.Changes.First(), Is.EqualTo(
            ReloadHost.Category + ": Warning: The settings of the replay store have changed. The store stays as it was, because it must not forget; a restart changes it. "));
    }

    private static ChangingSettings Own() => new(
        ("Issuers:own:Issuer", "https://id.example.com"),
        ("Issuers:own:Audience", "orders-api"),
        ("Issuers:own:Lifetime", "00:05:00"),
        ("Issuers:own:Secret", First));

    private static (string Key, string? Value)[] OneTime(string key, string value) =>
    [
        ("Validators:own:Issuer", "https://id.example.com"),
        ("Validators:own:Audience", "orders-api"),
        ("Validators:own:Use", "OneTime"),
        ("Validators:own:Secret", First),
        (key, value),
    ];

    private static IEnumerable<(string Key, string? Value)> Keys(string path, params string[] settings) => settings.Select(setting => ($"{path}:{setting}", (string?)null));
}
