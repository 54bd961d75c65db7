using System.Net;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Token endpoints while the configuration changes.</summary>
[TestFixture]
internal sealed class EndpointReloadTests
{
    [TestCase("https://a.example", HttpStatusCode.Forbidden)]
    [TestCase("https://b.example", HttpStatusCode.OK)]
    public async Task Follows_the_origins(string origin, HttpStatusCode expected)
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(("Issuers:own:Cors:Origins:0", "https://b.example"));

        Assert.That((await host.PostAsync("/token", (TestHost.UserHeader, "john"), ("Origin", origin))).Status, Is.EqualTo(expected));
    }

    [TestCase("https://b.example", HttpStatusCode.NoContent, HttpStatusCode.OK)]
    [TestCase("https://evil.example", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Follows_the_first_origins_that_a_change_brings(string origin, HttpStatusCode preflight, HttpStatusCode token)
    {
        ChangingSettings settings = Own();
        settings.Change(("Issuers:own:Cors:Origins:0", null));
        await using TestHost host = await StartAsync(settings);
        settings.Change(("Issuers:own:Cors:Origins:0", "https://b.example"));
        Answer asked = await host.SendAsync(HttpMethod.Options, "/token", null, ("Origin", origin), ("Access-Control-Request-Method", "POST"));
        Answer answer = await host.PostAsync("/token", (TestHost.UserHeader, "john"), ("Origin", origin));

        Assert.That((asked.Status, answer.Status), Is.EqualTo((preflight, token)));
    }

    [Test]
    public async Task Answers_no_preflight_once_the_last_origin_is_gone()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(("Issuers:own:Cors:Origins:0", null));
        Answer asked = await host.SendAsync(HttpMethod.Options, "/token", null, ("Origin", "https://a.example"), ("Access-Control-Request-Method", "POST"));

        Assert.That((asked.Status, asked.Headers["Allow"], asked.Headers.ContainsKey("Access-Control-Allow-Origin")), Is.EqualTo((HttpStatusCode.MethodNotAllowed, "POST", false)));
    }

    private static ChangingSettings Own() => new(
        ("Issuers:own:Issuer", "https://id.example.com"),
        ("Issuers:own:Audience", "orders-api"),
        ("Issuers:own:Lifetime", "00:05:00"),
        ("Issuers:own:Secret", Settings.OwnSecret),
        ("Issuers:own:Cors:Origins:0", "https://a.example"));

    private static Task<TestHost> StartAsync(ChangingSettings settings) => TestHost.StartAsync(static app => app.MapTokenEndpoint("/token", "own"), settings.Section);
}
