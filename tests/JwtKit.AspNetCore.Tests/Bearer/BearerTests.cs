using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Requests that bring a token, against a real server.</summary>
[TestFixture]
internal sealed class BearerTests
{
    private const string Challenge = "Bearer";
    private const string Refusal = "Bearer error=\"invalid_token\"";

    [TestCase("Bearer ")]
    [TestCase("bearer ")]
    [TestCase("BEARER  ")]
    public async Task Takes_a_valid_token(string word)
    {
        await using TestHost host = await StartAsync();
        Answer answer = await host.GetAsync("/me", ("Authorization", word + await TokenAsync(host)));

        Assert.That((answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.OK, "john")));
    }

    [Test]
    public async Task Takes_a_bare_token_from_another_header()
    {
        await using TestHost host = await StartAsync(static options => options.HeaderName = "auth");

        Assert.That((await host.GetAsync("/me", ("auth", await TokenAsync(host)))).Body, Is.EqualTo("john"));
    }

    [Test]
    public async Task Looks_at_no_other_header()
    {
        await using TestHost host = await StartAsync(static options => options.HeaderName = "auth");

        Assert.That(await ChallengeAsync(host, ("Authorization", "Bearer " + await TokenAsync(host))), Is.EqualTo(Challenge));
    }

    [Test]
    public async Task Challenges_a_request_without_a_token()
    {
        await using TestHost host = await StartAsync();

        Assert.That(await ChallengeAsync(host), Is.EqualTo(Challenge));
    }

    [TestCase("Basic eDp5", Challenge)]
    [TestCase("Bearerx", Challenge)]
    [TestCase("Bearer", Refusal)]
    [TestCase("Bearer  ", Refusal)]
    [TestCase("Bearer x", Refusal)]
    [TestCase("Bearer a.b.c, Bearer a.b.c", Refusal)]
    public async Task Refuses_what_is_no_token(string header, string expected)
    {
        await using TestHost host = await StartAsync();

        Assert.That(await ChallengeAsync(host, ("Authorization", header)), Is.EqualTo(expected));
    }

    [TestCase("Authorization", "Bearer ")]
    [TestCase("auth", "")]
    public async Task Refuses_two_headers(string header, string word)
    {
        await using TestHost host = await StartAsync(options => options.HeaderName = header);
        string line = $"{header}: {word}{await TokenAsync(host)}\r\n";

        Assert.That(
            (await StatusLineAsync(host, line), await StatusLineAsync(host, line + line)),
            Is.EqualTo(("HTTP/1.1 200 OK", "HTTP/1.1 401 Unauthorized")));
    }

    [Test]
    public async Task Refuses_an_expired_token()
    {
        await using TestHost host = await StartAsync();
        string token = await TokenAsync(host);
        host.Time.Elapse(TimeSpan.FromMinutes(6));

        Assert.That(await ChallengeAsync(host, ("Authorization", "Bearer " + token)), Is.EqualTo(Refusal));
    }

    [Test]
    public async Task Refuses_a_token_under_another_key()
    {
        await using TestHost host = await StartAsync();
        string token = await host.Services.GetRequiredService<TokenIssuers>()["kore"].IssueAsync(Verdicts.John);

        Assert.That(await ChallengeAsync(host, ("Authorization", "Bearer " + token)), Is.EqualTo(Refusal));
    }

    [Test]
    public async Task Takes_a_one_time_token_once()
    {
        await using TestHost host = await StartAsync(use: "OneTime");
        string token = "Bearer " + await TokenAsync(host);
        Answer first = await host.GetAsync("/me", ("Authorization", token));

        Assert.That((first.Status, await ChallengeAsync(host, ("Authorization", token))), Is.EqualTo((HttpStatusCode.OK, Refusal)));
    }

    [Test]
    public async Task Validates_once_in_a_request()
    {
        await using TestHost host = await StartAsync(use: "OneTime");

        Assert.That((await host.GetAsync("/twice", ("Authorization", "Bearer " + await TokenAsync(host)))).Body, Is.EqualTo("True"));
    }

    [Test]
    public async Task Tells_the_host_of_a_token_it_took()
    {
        string? seen = null;
        await using TestHost host = await StartAsync(options => options.OnTokenValidated = validated =>
        {
            seen = validated.Token.Subject;
            validated.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "jane")], "test", "sub", "roles"));
            return Task.CompletedTask;
        });
        Answer answer = await host.GetAsync("/me", ("Authorization", "Bearer " + await TokenAsync(host)));

        Assert.That((seen, answer.Body), Is.EqualTo(("john", "jane")));
    }

    [Test]
    public async Task Lets_the_host_refuse()
    {
        await using TestHost host = await StartAsync(static options => options.OnTokenValidated = static validated =>
        {
            validated.Refuse();
            return Task.CompletedTask;
        });

        Assert.That(await ChallengeAsync(host, ("Authorization", "Bearer " + await TokenAsync(host))), Is.EqualTo(Refusal));
    }

    [Test]
    public async Task Tells_the_host_why_a_token_was_refused()
    {
        List<string> codes = [];
        await using TestHost host = await StartAsync(options => options.OnRefused = refused =>
        {
            codes.Add(refused.Failure.Code);
            return Task.CompletedTask;
        });
        await host.GetAsync("/me", ("Authorization", "Bearer x"));

        Assert.That(codes, Is.EqualTo(new[] { "malformed" }));
    }

    [Test]
    public async Task Logs_why_a_token_was_refused()
    {
        await using TestHost host = await StartAsync();
        await host.GetAsync("/me", ("Authorization", "Bearer x"));

        Assert.That(host.Log.All, Has.Exactly(1).Contains("Information: The scheme Bearer refused a token: malformed."));
    }

    [Test]
    public async Task Logs_no_token()
    {
        await using TestHost host = await StartAsync();
        string token = await TokenAsync(host);
        await host.GetAsync("/me", ("Authorization", "Bearer " + token));
        host.Time.Elapse(TimeSpan.FromMinutes(6));
        await host.GetAsync("/me", ("Authorization", "Bearer " + token));

        Assert.That(host.Log.All, Has.Some.Contains("The token was refused.").And.None.Contains(token.Split('.')[1]).And.None.Contains(token.Split('.')[2]));
    }

    private static Task<TestHost> StartAsync(Action<JwtKitBearerOptions>? configure = null, string use = "Reusable") => TestHost.StartAsync(
        static app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapGet("/me", static context => context.Response.WriteAsync(context.User.Identity!.Name!)).RequireAuthorization();
            app.MapGet("/twice", static async context =>
            {
                AuthenticateResult first = await context.AuthenticateAsync();
                AuthenticateResult second = await context.AuthenticateAsync();
                await context.Response.WriteAsync((first.Succeeded && second.Succeeded).ToString());
            }).RequireAuthorization();
        },
        Settings.Only(
            ("JwtKit:Issuers:own:Issuer", "https://id.example.com"),
            ("JwtKit:Issuers:own:Audience", "orders-api"),
            ("JwtKit:Issuers:own:Lifetime", "00:05:00"),
            ("JwtKit:Issuers:own:Secret", Settings.OwnSecret),
            ("JwtKit:Issuers:kore:Platform", "KoreAiUser"),
            ("JwtKit:Issuers:kore:ClientId", "cs-demo"),
            ("JwtKit:Issuers:kore:Secret", Settings.KoreSecret),
            ("JwtKit:Validators:own:Issuer", "https://id.example.com"),
            ("JwtKit:Validators:own:Audience", "orders-api"),
            ("JwtKit:Validators:own:Use", use),
            ("JwtKit:Validators:own:Secret", Settings.OwnSecret),
            ("JwtKit:Replay:Store", "Memory")),
        services =>
        {
            services.AddAuthorization();
            services.AddAuthentication(JwtKitBearerDefaults.AuthenticationScheme).AddJwtKitBearer("own", configure);
        });

    private static async Task<string> TokenAsync(TestHost host) => await host.Services.GetRequiredService<TokenIssuers>()["own"].IssueAsync(Verdicts.John);

    /// <summary>The answer to a request with these header lines, which the platform's client would join.</summary>
    private static async Task<string?> StatusLineAsync(TestHost host, string lines)
    {
        using TcpClient client = new();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n"));
        using StreamReader reader = new(client.GetStream());
        return await reader.ReadLineAsync();
    }

    /// <summary>What a refused request is told: the header, where there is nothing else.</summary>
    private static async Task<string> ChallengeAsync(TestHost host, params (string Name, string Value)[] headers)
    {
        Answer answer = await host.GetAsync("/me", headers);
        return answer is { Status: HttpStatusCode.Unauthorized, Body: "" } ? answer.Headers["WWW-Authenticate"] : $"{answer.Status} {answer.Body}";
    }
}
