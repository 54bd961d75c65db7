using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class TokenEndpointTests
{
    private static readonly (string, string) John = (TestHost.UserHeader, "john");

    [Test]
    public async Task Gives_ccai_its_token()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/auth/token", "ccai"));
        Answer answer = await host.GetAsync("/auth/token", John);

        Assert.That(answer.Claims.ToJsonString(), Is.EqualTo(
            """{"iss":"ACME","iat":1777888800,"exp":1777892400,"identifier":"john","name":"john Doe","email":"john@example.com"}"""));
    }

    [Test]
    public async Task Gives_the_header_that_the_platforms_expect()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/auth/token", "ccai"));

        Assert.That((await host.GetAsync("/auth/token", John)).TokenHeader.ToJsonString(), Is.EqualTo("""{"alg":"HS256","typ":"JWT"}"""));
    }

    [Test]
    public async Task Answers_kore_under_the_name_jwt()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore"));

        Assert.That((await host.PostAsync("/sts", John)).Json.Select(static member => member.Key), Is.EqualTo(new[] { "jwt" }));
    }

    [TestCase("ccai", "GET")]
    [TestCase("own", "POST")]
    public async Task Answers_the_others_under_the_name_token(string issuer, string method)
    {
        await using TestHost host = await TestHost.StartAsync(app => app.MapTokenEndpoint("/t", issuer));

        Assert.That((await host.SendAsync(new HttpMethod(method), "/t", null, John)).Json.Select(static member => member.Key), Is.EqualTo(new[] { "token" }));
    }

    [TestCase("application/json", """{"identity":"mallory@example.com","clientSecret":"s3cr3t","exp":9999999999,"lifetime":"365.00:00:00","sub":"mallory"}""")]
    [TestCase("application/x-www-form-urlencoded", "identity=mallory%40example.com&clientSecret=s3cr3t&exp=9999999999&lifetime=31536000&iat=0&aud=evil&identityToMerge=mallory")]
    public async Task A36_Gives_a_user_no_token_but_the_user_s_own_whatever_is_posted(string type, string body)
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore"));
        using StringContent content = new(body, System.Text.Encoding.UTF8, type);
        JsonObject claims = (await host.SendAsync(HttpMethod.Post, "/sts", content, John)).Claims;
        claims.Remove("jti");

        Assert.That(claims.ToJsonString(), Is.EqualTo(
            """{"iss":"cs-demo","sub":"john","aud":"https://idproxy.kore.com/authorize","iat":1777888800,"exp":1777889100,"isAnonymous":false}"""));
    }

    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    [TestCase("Origin", "https://evil.example")]
    [TestCase("Origin", "null")]
    public async Task A36_Gives_a_user_no_token_on_the_request_of_another_site(string header, string value)
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore"));
        Answer answer = await host.PostAsync("/sts", John, (header, value));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Forbidden, "cross_origin")));
    }

    [Test]
    public async Task Answers_as_json()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore"));

        Assert.That((await host.PostAsync("/sts", John)).Headers["Content-Type"], Is.EqualTo("application/json"));
    }

    [TestCase("john")]
    [TestCase("")]
    public async Task Lets_no_cache_keep_an_answer(string user)
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore"));

        Assert.That((await host.PostAsync("/sts", (TestHost.UserHeader, user))).Headers["Cache-Control"], Is.EqualTo("no-store"));
    }

    [Test]
    public async Task Gives_each_call_its_own_jti()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore"));
        string first = (await host.PostAsync("/sts", John)).Claims["jti"]!.GetValue<string>();

        Assert.That((await host.PostAsync("/sts", John)).Claims["jti"]!.GetValue<string>(), Is.Not.EqualTo(first));
    }

    [TestCase("")]
    [TestCase("!john")]
    public async Task Refuses_a_caller_who_is_not_signed_in(string user)
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore"));
        Answer answer = await host.PostAsync("/sts", (TestHost.UserHeader, user));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "sign_in_required")));
    }

    [Test]
    public async Task Refuses_with_problem_details()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore"));

        Assert.That((await host.PostAsync("/sts")).Headers["Content-Type"], Is.EqualTo("application/problem+json"));
    }

    [Test]
    public async Task Refuses_in_a_host_without_reflection()
    {
        await using TestHost host = await TestHost.StartAsync(
            static app => app.MapTokenEndpoint("/sts", "kore"),
            services: static services => services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolver = JsonTypeInfoResolver.Combine()));
        Answer answer = await host.PostAsync("/sts");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "sign_in_required")));
    }

    [Test]
    public async Task Never_makes_a_visitor_of_a_signed_in_user_without_a_subject()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors());
        Answer answer = await host.PostAsync("/sts", (TestHost.UserHeader, "nobody"));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Forbidden, "subject_missing")));
    }

    [Test]
    public async Task Takes_the_subject_from_the_claim_that_the_host_chose()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore").WithSubjectClaim("email"));

        Assert.That((await host.PostAsync("/sts", John)).Claims["sub"]!.GetValue<string>(), Is.EqualTo("john@example.com"));
    }

    [TestCase(null)]
    [TestCase("sub")]
    public async Task Takes_no_claim_whose_name_differs_in_case_for_the_subject(string? chosen)
    {
        ClaimsPrincipal user = new(new ClaimsIdentity([new Claim("SUB", "admin"), new Claim("sub", "eve")], "cookie"));
        await using TestHost host = await TestHost.StartAsync(app =>
        {
            app.Use((context, next) =>
            {
                context.User = user;
                return next(context);
            });
            TokenEndpointBuilder endpoint = app.MapTokenEndpoint("/sts", "kore");
            _ = chosen is null ? endpoint : endpoint.WithSubjectClaim(chosen);
        });

        Assert.That((await host.PostAsync("/sts")).Claims["sub"]!.GetValue<string>(), Is.EqualTo("eve"));
    }

    [Test]
    public async Task Never_mixes_the_claims_of_two_signed_in_identities()
    {
        ClaimsPrincipal two = new(
        [
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "alice")], "cookie"),
            new ClaimsIdentity([new Claim("sub", "bob"), new Claim("name", "Bob"), new Claim("email", "bob@example.com")], "bearer"),
        ]);
        await using TestHost host = await TestHost.StartAsync(app =>
        {
            app.Use((context, next) =>
            {
                context.User = two;
                return next(context);
            });
            app.MapTokenEndpoint("/auth/token", "ccai");
        });

        Assert.That((await host.GetAsync("/auth/token")).Claims.ToJsonString(), Is.EqualTo("""{"iss":"ACME","iat":1777888800,"exp":1777892400,"identifier":"alice"}"""));
    }

    [Test]
    public async Task Answers_a_platform_rule_that_an_identity_breaks_as_a_problem()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/auth/token", "ccai").WithSubjectClaim("email"));
        Answer answer = await host.GetAsync("/auth/token", John);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.InternalServerError, "issuing_failed")));
    }

    [Test]
    public async Task Keeps_what_went_wrong_inside_out_of_the_answer()
    {
        await using TestHost host = await TestHost.StartAsync(static app =>
            app.MapTokenEndpoint("/sts", "kore").ResolveIdentity(static (_, _) => throw new InvalidOperationException("database password")));

        Assert.That((await host.PostAsync("/sts")).Body, Does.Not.Contain("database"));
    }

    [TestCase("?encrypted=1")]
    [TestCase("?encrypted=yes")]
    [TestCase("?encrypted=")]
    [TestCase("?encrypted=true&encrypted=true")]
    public async Task Gives_no_token_to_who_asks_for_encryption_in_other_words(string query)
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore"));

        Answer answer = await host.PostAsync("/sts" + query, John);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.BadRequest, "encrypted_malformed")));
    }

    [Test]
    public async Task Refuses_to_encrypt_without_a_key()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore"));
        Answer answer = await host.PostAsync("/sts?encrypted=true", John);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.BadRequest, "encryption_unavailable")));
    }

    [Test]
    public async Task Can_be_composed_like_any_endpoint()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore").RequireHost("elsewhere.example"));

        Assert.That((await host.PostAsync("/sts", John)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public void Refuses_to_lend_the_applications_own_tokens_to_callers() => Assert.That(
        async () => await TestHost.StartAsync(static app => app.MapTokenEndpoint("/t", "own"), Settings.With(("own:Subject", "batch"))),
        Throws.InvalidOperationException.With.Message.EqualTo(
            "The tokens of issuer 'own' speak for the application itself (Subject is set); an endpoint would lend them to any caller. Inject ITokenIssuer where the application needs one."));

    [Test]
    public void Names_the_issuers_there_are_when_mapped_to_another() => Assert.That(
        async () => await TestHost.StartAsync(static app => app.MapTokenEndpoint("/t", "cai")),
        Throws.InvalidOperationException.With.Message.EqualTo("There is no issuer 'cai'; configured are ccai, kore, own."));

    [Test]
    public void Says_which_call_is_missing()
    {
        WebApplication app = WebApplication.CreateSlimBuilder().Build();

        Assert.That(
            () => app.MapTokenEndpoint("/t", "ccai"),
            Throws.InvalidOperationException.With.Message.EqualTo("JwtKit is missing: call builder.Services.AddJwtKit(builder.Configuration.GetSection(\"JwtKit\"))."));
    }

    [Test]
    public async Task Logs_no_identity_and_no_token()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors());
        Answer known = await host.PostAsync("/sts", John);
        Answer visitor = await host.PostAsync("/sts");
        string[] secrets =
        [
            known.Token, known.Token.Split('.')[2], "john", known.Claims["jti"]!.GetValue<string>(),
            visitor.Token.Split('.')[1], visitor.Claims["sub"]!.GetValue<string>(), Settings.KoreSecret,
        ];

        Assert.That(host.Log.All.Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public async Task Logs_one_audit_event_per_token()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore"));
        await host.PostAsync("/sts", John);
        await host.PostAsync("/sts");

        Assert.That(host.Log.Of("JwtKit.TokenIssuer"), Is.EqualTo(new[] { "JwtKit.TokenIssuer: Information: Issued a token: issuer kore, key id none. " }));
    }
}
