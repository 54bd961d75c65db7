using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Changes that take an entry out which a part of the host uses.</summary>
[TestFixture]
internal sealed class EntryUseTests
{
    private static readonly string[] IssuerSettings = ["Issuer", "Audience", "Lifetime", "Secret", "Cors:Origins:0"];
    private static readonly string[] ValidatorSettings = ["Issuer", "Audience", "Use", "Secret"];

    [Test]
    public async Task Keeps_the_issuer_of_a_token_endpoint()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(Gone("Issuers:own", IssuerSettings));

        Assert.That((await host.PostAsync("/token", (TestHost.UserHeader, "john"))).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Answers_the_preflight_of_an_issuer_that_a_change_takes_out()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(Gone("Issuers:own", IssuerSettings));
        Answer asked = await host.SendAsync(HttpMethod.Options, "/token", null, ("Origin", "https://a.example"), ("Access-Control-Request-Method", "POST"));

        Assert.That((asked.Status, asked.Headers["Access-Control-Allow-Origin"]), Is.EqualTo((HttpStatusCode.NoContent, "https://a.example")));
    }

    [Test]
    public async Task Names_the_endpoint_in_the_log()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(Gone("Issuers:own", IssuerSettings));

        Assert.That(host.Log.Of(ReloadHost.Category), Is.EqualTo(new[]
        {
            ReloadHost.Category + ": Error: The configuration of JwtKit:Issuers:own has changed and is not in use; the last good one stays. JwtKit:Issuers:own: is missing; the token endpoint '/token' issues its tokens. Take the endpoint out first. ",
        }));
    }

    [Test]
    public async Task Is_degraded_while_a_change_takes_out_what_is_in_use()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(Gone("Validators:own", ValidatorSettings));
        HealthReportEntry entry = (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["jwtkit_configuration"];

        Assert.That((entry.Status, entry.Data.Keys.Single()), Is.EqualTo((HealthStatus.Degraded, "JwtKit:Validators:own")));
    }

    [Test]
    public async Task Takes_the_rest_of_such_a_change_over()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change([.. Gone("Issuers:own", IssuerSettings), ("Issuers:b:Issuer", "i"), ("Issuers:b:Audience", "o"), ("Issuers:b:Lifetime", "00:05:00"), ("Issuers:b:Secret", Settings.OwnSecret)]);

        Assert.That(host.Services.GetRequiredService<TokenIssuers>().Select(static issuer => issuer.Name), Is.EquivalentTo(new[] { "own", "b" }));
    }

    [Test]
    public async Task Keeps_the_validator_of_an_authentication_scheme()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        string token = (await host.PostAsync("/token", (TestHost.UserHeader, "john"))).Token;
        settings.Change(Gone("Validators:own", ValidatorSettings));

        Assert.That((await host.GetAsync("/me", ("Authorization", "Bearer " + token))).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Keeps_the_payload_encryption_of_an_endpoint()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(("Envelopes:kore:SharedKey", null));

        Assert.That((int)(await host.PostAsync("/echo")).Status, Is.InRange(400, 499));
    }

    [Test]
    public async Task Keeps_the_issuer_of_an_http_client()
    {
        ChangingSettings settings = Own();
        settings.Change(("Issuers:batch:Issuer", "i"), ("Issuers:batch:Audience", "o"), ("Issuers:batch:Lifetime", "00:05:00"), ("Issuers:batch:Secret", Settings.OwnSecret), ("Issuers:batch:Subject", "batch"));
        await using TestHost host = await StartAsync(settings, static services => services.AddHttpClient("reports").AddJwtKitToken("batch"));
        settings.Change(Gone("Issuers:batch", [.. IssuerSettings, "Subject"]));

        Assert.That(await host.Services.GetRequiredKeyedService<ITokenIssuer>("batch").IssueAsync(), Is.Not.Empty);
    }

    [Test]
    public async Task Keeps_an_issuer_for_callers_where_a_change_makes_it_speak_for_the_application()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(("Issuers:own:Subject", "batch"));
        string token = (await host.PostAsync("/token", (TestHost.UserHeader, "john"))).Token;

        Assert.That(
            (TokenText.Part(token, 1)["sub"]!.GetValue<string>(), host.Log.Of(ReloadHost.Category).Single()),
            Is.EqualTo(("john", ReloadHost.Category + ": Error: The configuration of JwtKit:Issuers:own has changed and is not in use; the last good one stays. JwtKit:Issuers:own:Subject: makes the tokens speak for the application itself; the token endpoint '/token' would lend them to any caller. ")));
    }

    [Test]
    public async Task Takes_out_an_issuer_that_nothing_names()
    {
        ChangingSettings settings = Own();
        settings.Change(("Issuers:b:Issuer", "i"), ("Issuers:b:Audience", "o"), ("Issuers:b:Lifetime", "00:05:00"), ("Issuers:b:Secret", Settings.OwnSecret));
        await using TestHost host = await StartAsync(settings);
        settings.Change(Gone("Issuers:b", IssuerSettings));

        Assert.That(host.Services.GetRequiredService<TokenIssuers>().Select(static issuer => issuer.Name), Is.EqualTo(new[] { "own" }));
    }

    private static (string Key, string? Value)[] Gone(string path, params string[] settings) => [.. settings.Select(setting => ($"{path}:{setting}", (string?)null))];

    private static ChangingSettings Own() => new(
        ("Issuers:own:Issuer", "https://id.example.com"),
        ("Issuers:own:Audience", "orders-api"),
        ("Issuers:own:Lifetime", "00:05:00"),
        ("Issuers:own:Secret", Settings.OwnSecret),
        ("Issuers:own:Cors:Origins:0", "https://a.example"),
        ("Validators:own:Issuer", "https://id.example.com"),
        ("Validators:own:Audience", "orders-api"),
        ("Validators:own:Use", "Reusable"),
        ("Validators:own:Secret", Settings.OwnSecret),
        ("Envelopes:kore:SharedKey", Convert.ToBase64String(new byte[32])));

    private static Task<TestHost> StartAsync(ChangingSettings settings, Action<IServiceCollection>? more = null) => TestHost.StartAsync(
        static app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.UseJwtKitPayloadEncryption();
            app.MapTokenEndpoint("/token", "own");
            app.MapGet("/me", static context => context.Response.WriteAsync("me")).RequireAuthorization();
            app.MapPost("/echo", static context => context.Response.WriteAsync("echo")).RequirePayloadEncryption("kore");
        },
        settings.Section,
        services =>
        {
            services.AddAuthorization().AddAuthentication().AddJwtKitBearer("own");
            services.AddHealthChecks().AddJwtKit();
            more?.Invoke(services);
        });
}
