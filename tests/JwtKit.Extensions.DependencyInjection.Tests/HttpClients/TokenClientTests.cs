using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>HTTP clients that bring their token, against a real server.</summary>
[TestFixture]
internal sealed class TokenClientTests
{
    [Test]
    public async Task Sends_a_bearer_token()
    {
        await using Pair pair = await Pair.StartAsync();
        await pair.GetAsync("/");

        Assert.That(pair.Seen("Authorization").Single(), Does.Match("^Bearer [A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+$"));
    }

    [Test]
    public async Task Sends_nothing_the_synchronous_way_which_would_go_round_the_token()
    {
        await using Pair pair = await Pair.StartAsync();
        using HttpClient http = pair.Client.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        using HttpRequestMessage request = new(HttpMethod.Get, "/");

        Assert.That(() => http.Send(request), Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("A client that sends tokens works asynchronously only; use SendAsync."));
    }

    [Test]
    public async Task Sends_a_bare_token_to_kore()
    {
        await using Pair pair = await Pair.StartAsync(issuer: "api");
        await pair.GetAsync("/");

        Assert.That((pair.Seen("auth").Single().IsUnder(Settings.KoreSecret), pair.Seen("Authorization").Single()), Is.EqualTo((true, "")));
    }

    [Test]
    public async Task Sends_the_header_that_was_asked_for()
    {
        await using Pair pair = await Pair.StartAsync(options => (options.Header, options.Scheme) = ("X-Token", "JWT"));
        await pair.GetAsync("/");

        Assert.That(pair.Seen("X-Token").Single(), Does.StartWith("JWT ey"));
    }

    [TestCase(269, 1)]
    [TestCase(270, 2)]
    public async Task Uses_a_token_again_until_shortly_before_its_end(int seconds, int expected)
    {
        await using Pair pair = await Pair.StartAsync();
        await pair.GetAsync("/");
        pair.Client.Time.Elapse(TimeSpan.FromSeconds(seconds));
        await pair.GetAsync("/");

        Assert.That(pair.Seen("Authorization").Distinct().Count(), Is.EqualTo(expected));
    }

    [TestCase(39, 1)]
    [TestCase(40, 2)]
    public async Task Leaves_a_fifth_of_a_short_life(int seconds, int expected)
    {
        await using Pair pair = await Pair.StartAsync(lifetime: "00:00:50");
        await pair.GetAsync("/");
        pair.Client.Time.Elapse(TimeSpan.FromSeconds(seconds));
        await pair.GetAsync("/");

        Assert.That(pair.Seen("Authorization").Distinct().Count(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Uses_a_token_with_a_jti_once()
    {
        await using Pair pair = await Pair.StartAsync(tokenId: "true");
        await pair.GetAsync("/");
        await pair.GetAsync("/");

        Assert.That(pair.Seen("Authorization").Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Uses_another_token_after_a_change_of_the_key()
    {
        await using Pair pair = await Pair.StartAsync();
        await pair.GetAsync("/");
        pair.Change(("Issuers:own:Secret", Settings.CcaiSecret));
        await pair.GetAsync("/");

        Assert.That(pair.Seen("Authorization").Last()["Bearer ".Length..].IsUnder(Settings.CcaiSecret));
    }

    [Test]
    public async Task Leaves_a_header_of_the_caller()
    {
        await using Pair pair = await Pair.StartAsync();
        await pair.GetAsync("/", ("Authorization", "Basic eDp5"));

        Assert.That(pair.Seen("Authorization"), Is.EqualTo(new[] { "Basic eDp5" }));
    }

    [Test]
    public async Task Leaves_no_token_on_the_request()
    {
        await using Pair pair = await Pair.StartAsync();

        Assert.That((await pair.GetAsync("/")).RequestMessage!.Headers, Is.Empty);
    }

    [TestCase("own")]
    [TestCase("api")]
    public async Task Follows_no_redirect(string issuer)
    {
        await using Pair pair = await Pair.StartAsync(issuer: issuer);

        Assert.That(((await pair.GetAsync("/moved")).StatusCode, pair.Seen("Host").Count()), Is.EqualTo((HttpStatusCode.Redirect, 1)));
    }

    [Test]
    public async Task Follows_no_redirect_with_a_handler_of_the_host()
    {
        await using Pair pair = await Pair.StartAsync(client: static client => client.ConfigurePrimaryHttpMessageHandler(static () => new HttpClientHandler { AllowAutoRedirect = true }));

        Assert.That((await pair.GetAsync("/moved")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task Sends_no_token_in_the_clear_to_another_machine()
    {
        await using Pair pair = await Pair.StartAsync();

        Assert.That(
            async () => await pair.GetAsync("http://api.example.com/"),
            Throws.InvalidOperationException.With.Message.EqualTo("The token would travel to api.example.com over http, where others can read it; use https, or set AllowHttp where something else encrypts the way."));
    }

    [Test]
    public async Task Logs_no_token()
    {
        await using Pair pair = await Pair.StartAsync(issuer: "api", client: static client => client.RedactLoggedHeaders(["Other"]));
        await pair.GetAsync("/");
        string token = pair.Seen("auth").Single();

        Assert.That(pair.Client.Log.All, Has.Some.Contains("auth: *").And.None.Contains(token));
    }

    [TestCase("Content-Type")]
    [TestCase("not a name")]
    public void Refuses_what_is_no_request_header(string header) => Assert.That(
        () => new ServiceCollection().AddHttpClient("api").AddJwtKitToken("own", options => options.Header = header),
        Throws.ArgumentException.With.Message.EqualTo($"'{header}' is not the name of a request header."));

    /// <summary>A server that writes down what it is asked, and a worker with a client.</summary>
    private sealed class Pair(TestHost server, ReloadHost client, ChangingSettings settings, List<IHeaderDictionary> seen) : IAsyncDisposable
    {
        public ReloadHost Client => client;

        public static async Task<Pair> StartAsync(
            Action<TokenHeaderOptions>? configure = null, string issuer = "own", string lifetime = "00:05:00", string tokenId = "false", Action<IHttpClientBuilder>? client = null)
        {
            List<IHeaderDictionary> seen = [];
            TestHost server = await TestHost.StartAsync(app =>
            {
                app.MapGet("/", context => Note(context, StatusCodes.Status200OK));
                app.MapGet("/moved", context =>
                {
                    context.Response.Headers.Location = "/";
                    return Note(context, StatusCodes.Status302Found);
                });
            });
            ChangingSettings settings = new(
                ("Issuers:own:Issuer", "https://id.example.com"),
                ("Issuers:own:Audience", "orders-api"),
                ("Issuers:own:Subject", "batch"),
                ("Issuers:own:Lifetime", lifetime),
                ("Issuers:own:TokenId", tokenId),
                ("Issuers:own:Secret", Settings.OwnSecret),
                ("Issuers:api:Platform", "KoreAiApi"),
                ("Issuers:api:ClientId", "cs-demo"),
                ("Issuers:api:Subject", "reporting"),
                ("Issuers:api:Secret", Settings.KoreSecret));
            ReloadHost worker = await ReloadHost.StartAsync(settings.Section, services =>
            {
                IHttpClientBuilder builder = services.AddHttpClient("api", http => http.BaseAddress = server.Client.BaseAddress).AddJwtKitToken(issuer, configure);
                client?.Invoke(builder);
            });
            return new Pair(server, worker, settings, seen);

            Task Note(HttpContext context, int status)
            {
                seen.Add(new HeaderDictionary(context.Request.Headers.ToDictionary()));
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            }
        }

        public IEnumerable<string> Seen(string header) => seen.Select(headers => headers[header].ToString());

        public void Change(params (string Key, string? Value)[] changes) => settings.Change(changes);

        public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
        {
            using HttpClient http = client.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            foreach ((string name, string value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            return await http.SendAsync(request);
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await server.DisposeAsync();
        }
    }
}
