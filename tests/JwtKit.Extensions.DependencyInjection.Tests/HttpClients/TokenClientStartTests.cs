using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>HTTP clients that name an issuer, when the host starts.</summary>
[TestFixture]
internal sealed class TokenClientStartTests
{
    [Test]
    public void An_issuer_that_does_not_exist_stops_the_start() => Assert.That(
        FaultsOf("kore-apj"),
        Is.EqualTo(new[] { "JwtKit:Issuers:kore-apj: is missing; the HTTP client 'reports' sends its tokens. Of issuers configured are api, ccai, kore, own." }));

    [Test]
    public void A_host_without_JwtKit_is_told_what_to_call() => Assert.That(
        static () => ReloadHost.StartAsync(static services => services.AddHttpClient("reports").AddJwtKitToken("kore-api")),
        Throws.InvalidOperationException.With.Message.EqualTo(
            "The HTTP client 'reports' sends tokens of JwtKit's, which is missing: call builder.Services.AddJwtKit(builder.Configuration.GetSection(\"JwtKit\"))."));

    [TestCase("kore")]
    [TestCase("ccai")]
    [TestCase("own")]
    public void An_issuer_that_speaks_of_users_stops_the_start(string issuer) => Assert.That(
        FaultsOf(issuer),
        Is.EqualTo(new[] { $"JwtKit:Issuers:{issuer}: speaks of users; the HTTP client 'reports' needs an issuer that speaks for the application, under a Subject." }));

    [TestCase("api")]
    [TestCase("API")]
    public void Takes_an_issuer_that_speaks_for_the_application(string issuer) => Assert.That(FaultsOf(issuer), Is.Empty);

    [Test]
    public async Task A_change_that_takes_the_issuer_of_a_client_out_is_refused()
    {
        (string, string?)[] api =
        [
            ("Issuers:api:Platform", "KoreAiApi"), ("Issuers:api:ClientId", "cs-demo"), ("Issuers:api:Subject", "reporting"), ("Issuers:api:Secret", Settings.KoreSecret),
        ];
        ChangingSettings settings = new(api);
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section, static services => services.AddHttpClient("reports").AddJwtKitToken("api"));
        settings.Change([("Replay:Store", "Memory"), .. api.Select(static setting => (setting.Item1, (string?)null))]);

        Assert.That((await host.Issuer("api").IssueAsync()).IsUnder(Settings.KoreSecret));
    }

    private static List<string> FaultsOf(string issuer)
    {
        ServiceCollection collection = new();
        collection
            .AddJwtKit(Settings.With(("api:Platform", "KoreAiApi"), ("api:ClientId", "cs-demo"), ("api:Subject", "reporting"), ("api:Secret", Settings.KoreSecret)))
            .AddHttpClient("reports").AddJwtKitToken(issuer);
        using ServiceProvider services = collection.BuildServiceProvider();
        return Faults.Of(services);
    }
}
