using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Tokens that may be good, while what would say so is away.</summary>
[TestFixture]
internal sealed class UncheckedTests
{
    [TestCase("keys_unavailable")]
    [TestCase("replay_store_unavailable")]
    [TestCase("replay_store_full")]
    public async Task Answers_503_without_a_challenge_and_tells_the_host_why(string code)
    {
        List<string> codes = [];
        await using TestHost host = await StartAsync(code, codes);
        Answer answer = await GetAsync(host);

        Assert.That(
            (answer.Status, answer.Headers.ContainsKey("WWW-Authenticate"), answer.Body, codes.Last()),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, false, "", code)));
    }

    [Test]
    public async Task Never_reaches_the_endpoint([Values("keys_unavailable", "replay_store_unavailable", "replay_store_full")] string code, [Values("/me", "/both", "/both-turned")] string path)
    {
        await using TestHost host = await StartAsync(code, []);
        int before = Reached(host);
        await GetAsync(host, path);

        Assert.That(Reached(host), Is.EqualTo(before));
    }

    [TestCase("/both")]
    [TestCase("/both-turned")]
    [TestCase("/kaizala")]
    [TestCase("/kaizala-turned")]
    public async Task Answers_503_where_another_scheme_has_refused_the_token(string path)
    {
        await using TestHost host = await StartAsync("keys_unavailable", []);
        Answer answer = await GetAsync(host, path);

        Assert.That((answer.Status, answer.Headers.ContainsKey("WWW-Authenticate")), Is.EqualTo((HttpStatusCode.ServiceUnavailable, false)));
    }

    [Test]
    public async Task Lets_the_host_write_a_body()
    {
        await using TestHost host = await StartAsync("keys_unavailable", []);
        Answer answer = await GetAsync(host, "/told");

        Assert.That((answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "503 keys_unavailable")));
    }

    [Test]
    public async Task Leaves_the_answer_of_another_scheme_alone()
    {
        await using TestHost host = await StartAsync("keys_unavailable", []);
        Answer answer = await GetAsync(host, "/told-twice");

        Assert.That((answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "503 keys_unavailable")));
    }

    [Test]
    public async Task Challenges_a_request_without_a_token_as_ever()
    {
        await using TestHost host = await StartAsync("keys_unavailable", []);
        Answer answer = await host.GetAsync("/me");

        Assert.That((answer.Status, answer.Headers["WWW-Authenticate"]), Is.EqualTo((HttpStatusCode.Unauthorized, "Bearer")));
    }

    private static int Reached(TestHost host) => host.Services.GetRequiredService<Counter>().Value;

    private static async Task<Answer> GetAsync(TestHost host, string path = "/me") =>
        await host.GetAsync(path, ("Authorization", "Bearer " + await host.Services.GetRequiredService<TokenIssuers>()["own"].IssueAsync(Verdicts.John)));

    private static async Task<TestHost> StartAsync(string code, List<string> codes)
    {
        TestHost host = await TestHost.StartAsync(Map, Section(code), services =>
        {
            services.AddSingleton<Counter>();
            services.AddAuthorization();
            services.AddAuthentication(JwtKitBearerDefaults.AuthenticationScheme)
                .AddJwtKitBearer("other")
                .AddJwtKitBearer("Told", "own", options => options.OnChallenge = TellAsync)
                .AddJwtKitBearer("Told twice", "other", options => options.OnChallenge = TellAsync)
                .AddKaizala(static options => options.BaseAddress = new Uri("https://kaizala.invalid"))
                .AddJwtKitBearer("Checked", "own", options => options.OnRefused = refused =>
                {
                    codes.Add(refused.Failure.Code);
                    return Task.CompletedTask;
                });
            if (code == "replay_store_unavailable")
            {
                services.AddReplayStore(static (_, _, _) => throw new IOException("down"));
            }
        });
        if (code == "replay_store_full")
        {
            Assert.That((await GetAsync(host)).Status, Is.EqualTo(HttpStatusCode.OK));
        }

        return host;
    }

    private static Task TellAsync(BearerChallenge challenge) =>
        challenge.Context.Response.WriteAsync($"{challenge.Context.Response.StatusCode} {challenge.Failure!.Code}");

    private static void Map(WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", Count).RequireAuthorization(static policy => policy.AddAuthenticationSchemes("Checked").RequireAuthenticatedUser());
        app.MapGet("/both", Count).RequireAuthorization(static policy => policy.AddAuthenticationSchemes("Checked", "Bearer").RequireAuthenticatedUser());
        app.MapGet("/both-turned", Count).RequireAuthorization(static policy => policy.AddAuthenticationSchemes("Bearer", "Checked").RequireAuthenticatedUser());
        app.MapGet("/kaizala", Count).RequireAuthorization(static policy => policy.AddAuthenticationSchemes("Checked", "Kaizala").RequireAuthenticatedUser());
        app.MapGet("/kaizala-turned", Count).RequireAuthorization(static policy => policy.AddAuthenticationSchemes("Kaizala", "Checked").RequireAuthenticatedUser());

        app.MapGet("/told", Count).RequireAuthorization(static policy => policy.AddAuthenticationSchemes("Told").RequireAuthenticatedUser());
        app.MapGet("/told-twice", Count).RequireAuthorization(static policy => policy.AddAuthenticationSchemes("Told", "Told twice").RequireAuthenticatedUser());

        static Task Count(HttpContext context)
        {
            context.RequestServices.GetRequiredService<Counter>().Value++;
            return Task.CompletedTask;
        }
    }

    /// <summary>A validator that cannot check, and one that refuses: the token is for another audience there.</summary>
    private static IConfigurationSection Section(string code)
    {
        List<(string, string?)> settings =
        [
            ("JwtKit:Issuers:own:Issuer", "https://id.example.com"),
            ("JwtKit:Issuers:own:Audience", "orders-api"),
            ("JwtKit:Issuers:own:Lifetime", "00:05:00"),
            ("JwtKit:Issuers:own:Secret", Settings.OwnSecret),
            ("JwtKit:Validators:own:Issuer", "https://id.example.com"),
            ("JwtKit:Validators:own:Audience", "orders-api"),
            ("JwtKit:Validators:own:Use", code == "keys_unavailable" ? "Reusable" : "OneTime"),
            ("JwtKit:Validators:other:Issuer", "https://id.example.com"),
            ("JwtKit:Validators:other:Audience", "billing-api"),
            ("JwtKit:Validators:other:Use", "Reusable"),
            ("JwtKit:Validators:other:Secret", Settings.OwnSecret),
        ];
        settings.AddRange(code switch
        {
            "keys_unavailable" => [("JwtKit:Validators:own:JwksUri", "http://127.0.0.1:1/keys"), ("JwtKit:Validators:own:AllowHttpOnLoopback", "true"), ("JwtKit:Validators:own:Algorithm", "RS256")],
            "replay_store_full" => [("JwtKit:Validators:own:Secret", Settings.OwnSecret), ("JwtKit:Replay:Store", "Memory"), ("JwtKit:Replay:Capacity", "1")],
            _ => new (string, string?)[] { ("JwtKit:Validators:own:Secret", Settings.OwnSecret) },
        });
        return Settings.Only([.. settings]);
    }

    private sealed class Counter
    {
        public int Value { get; set; }
    }
}
