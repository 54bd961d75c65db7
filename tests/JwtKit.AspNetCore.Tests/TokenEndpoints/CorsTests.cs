using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class CorsTests
{
    private const string Shop = "https://shop.example.com";
    private static readonly (string, string) FromShop = ("Origin", Shop);
    private static readonly (string, string) FromElsewhere = ("Origin", "https://evil.example");

    private static readonly Action<WebApplication> Map = static app =>
        app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors(static options => options.TokensPerMinute = 1);

    [Test]
    public async Task Lets_a_named_origin_read_the_token()
    {
        await using TestHost host = await StartAsync();

        Assert.That((await host.PostAsync("/sts", FromShop)).Headers["Access-Control-Allow-Origin"], Is.EqualTo(Shop));
    }

    [Test]
    public async Task Lets_a_named_origin_read_a_refusal()
    {
        await using TestHost host = await StartAsync();
        await host.PostAsync("/sts", FromShop);
        Answer refused = await host.PostAsync("/sts", FromShop);

        Assert.That((refused.Status, refused.Headers["Access-Control-Allow-Origin"]), Is.EqualTo((HttpStatusCode.TooManyRequests, Shop)));
    }

    [Test]
    public async Task Gives_no_token_to_another_origin()
    {
        await using TestHost host = await StartAsync();
        Answer answer = await host.PostAsync("/sts", FromElsewhere);

        Assert.That((answer.Status, answer.Code, answer.Headers.ContainsKey("Access-Control-Allow-Origin")), Is.EqualTo((HttpStatusCode.Forbidden, "cross_origin", false)));
    }

    [TestCase("https://shop.example.com.evil.example")]
    [TestCase("https://shop.example.com:8443")]
    [TestCase("http://shop.example.com")]
    [TestCase("null")]
    [TestCase("")]
    public async Task Gives_no_token_to_an_origin_that_only_looks_like_it(string origin)
    {
        await using TestHost host = await StartAsync();

        Assert.That((await host.PostAsync("/sts", ("Origin", origin))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Tells_caches_that_answers_differ_by_origin()
    {
        await using TestHost host = await StartAsync();

        Assert.That((await host.PostAsync("/sts")).Headers["Vary"], Is.EqualTo("Origin"));
    }

    [Test]
    public async Task Keeps_what_the_host_told_caches_before()
    {
        await using TestHost host = await TestHost.StartAsync(static app =>
        {
            app.Use(static (context, next) =>
            {
                context.Response.Headers.Vary = "Accept-Language";
                return next(context);
            });
            Map(app);
        });

        Assert.That((await host.PostAsync("/sts")).Headers["Vary"], Is.EqualTo("Accept-Language\nOrigin"));
    }

    [Test]
    public async Task Allows_cookies_only_where_configured()
    {
        await using TestHost without = await StartAsync();
        await using TestHost with = await StartAsync(("kore:Cors:AllowCredentials", "true"));

        Assert.That(
            ((await without.PostAsync("/sts", FromShop)).Headers.ContainsKey("Access-Control-Allow-Credentials"),
            (await with.PostAsync("/sts", FromShop)).Headers["Access-Control-Allow-Credentials"]),
            Is.EqualTo((false, "true")));
    }

    [Test]
    public async Task Answers_the_preflight_of_a_named_origin()
    {
        await using TestHost host = await StartAsync();
        Answer answer = await PreflightAsync(host, Shop);

        Assert.That(
            (answer.Status, answer.Headers["Access-Control-Allow-Origin"], answer.Headers["Access-Control-Allow-Methods"], answer.Headers["Access-Control-Allow-Headers"].ToUpperInvariant()),
            Is.EqualTo((HttpStatusCode.NoContent, Shop, "POST", "CONTENT-TYPE,AUTHORIZATION")));
    }

    [Test]
    public async Task Refuses_the_preflight_of_another_origin()
    {
        await using TestHost host = await StartAsync();
        Answer answer = await PreflightAsync(host, "https://evil.example");

        Assert.That((answer.Status, answer.Headers.ContainsKey("Access-Control-Allow-Origin")), Is.EqualTo((HttpStatusCode.Forbidden, false)));
    }

    [TestCase("shop.local", HttpStatusCode.NoContent)]
    [TestCase("other.local", HttpStatusCode.Forbidden)]
    public async Task Answers_the_preflight_for_the_issuer_of_the_requests_host(string name, HttpStatusCode expected)
    {
        await using TestHost host = await TestHost.StartAsync(
            static app =>
            {
                app.MapTokenEndpoint("/sts", "kore").RequireHost("shop.local");
                app.MapTokenEndpoint("/sts", "own").RequireHost("other.local");
            },
            Settings.With(("kore:Cors:Origins:0", Shop), ("own:Cors:Origins:0", "https://other.example")));

        Assert.That((await PreflightAsync(host, Shop, ("Host", name))).Status, Is.EqualTo(expected));
    }

    [TestCase(Shop, HttpStatusCode.OK, Shop)]
    [TestCase("https://evil.example", HttpStatusCode.Forbidden, null)]
    public async Task Follows_the_hosts_own_policy(string origin, HttpStatusCode status, string? allowed)
    {
        await using TestHost host = await TestHost.StartAsync(
            static app =>
            {
                app.UseCors();
                app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors().RequireCors("shop");
            },
            services: static services => services.AddCors(static options => options.AddPolicy("shop", static policy => policy.WithOrigins(Shop))));
        Answer answer = await host.PostAsync("/sts", ("Origin", origin));

        Assert.That((answer.Status, answer.Headers.GetValueOrDefault("Access-Control-Allow-Origin")), Is.EqualTo((status, allowed)));
    }

    [Test]
    public async Task Leaves_preflights_alone_where_no_origin_is_configured()
    {
        await using TestHost host = await TestHost.StartAsync(Map);

        Assert.That((await PreflightAsync(host, Shop)).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task Leaves_preflights_to_the_host_where_it_answers_them_and_no_origin_is_configured()
    {
        await using TestHost host = await TestHost.StartAsync(static app =>
        {
            app.MapMethods("/sts", ["OPTIONS"], static context =>
            {
                context.Response.StatusCode = 299;
                return Task.CompletedTask;
            });
            Map(app);
        });

        Assert.That((int)(await PreflightAsync(host, Shop)).Status, Is.EqualTo(299));
    }

    [Test]
    public async Task Leaves_preflights_alone_where_two_issuers_share_a_route()
    {
        await using TestHost host = await TestHost.StartAsync(static app =>
        {
            Map(app);
            app.MapTokenEndpoint("/sts", "ccai");
        });

        Assert.That((await PreflightAsync(host, Shop)).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [TestCase("POST", Shop, HttpStatusCode.NoContent)]
    [TestCase("POST", "https://other.example", HttpStatusCode.Forbidden)]
    [TestCase("GET", "https://other.example", HttpStatusCode.NoContent)]
    [TestCase("GET", Shop, HttpStatusCode.Forbidden)]
    public async Task Answers_the_preflight_for_the_issuer_of_the_method_where_two_share_a_route(string method, string origin, HttpStatusCode expected)
    {
        await using TestHost host = await TestHost.StartAsync(
            static app =>
            {
                app.MapTokenEndpoint("/sts", "kore");
                app.MapTokenEndpoint("/sts", "ccai");
            },
            Settings.With(("kore:Cors:Origins:0", Shop), ("ccai:Cors:Origins:0", "https://other.example")));
        Answer answer = await host.SendAsync(HttpMethod.Options, "/sts", null, ("Origin", origin), ("Access-Control-Request-Method", method));

        Assert.That((answer.Status, answer.Headers.GetValueOrDefault("Access-Control-Allow-Methods")), Is.EqualTo((expected, expected == HttpStatusCode.NoContent ? method : null)));
    }

    [Test]
    public async Task Leaves_preflights_to_the_hosts_own_policy()
    {
        await using TestHost host = await TestHost.StartAsync(
            static app =>
            {
                app.UseCors();
                app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors().RequireCors("shop");
            },
            services: static services => services.AddCors(static options => options.AddPolicy("shop", static policy => policy.WithOrigins(Shop))));
        Answer answer = await PreflightAsync(host, Shop);

        Assert.That((answer.Status, answer.Headers.GetValueOrDefault("Access-Control-Allow-Origin")), Is.EqualTo((HttpStatusCode.NoContent, Shop)));
    }

    private static Task<Answer> PreflightAsync(TestHost host, string origin, params (string, string)[] more) => host.SendAsync(
        HttpMethod.Options, "/sts", null, [("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"), .. more]);

    private static Task<TestHost> StartAsync(params (string, string?)[] changes) =>
        TestHost.StartAsync(Map, Settings.With([("kore:Cors:Origins:0", Shop), .. changes]));
}
