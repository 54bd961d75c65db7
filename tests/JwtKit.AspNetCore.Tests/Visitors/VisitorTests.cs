using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class VisitorTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly Action<WebApplication> Map = static app =>
    {
        app.MapTokenEndpoint("/auth/token", "ccai").AllowAnonymousVisitors();
        app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors();
    };

    [Test]
    public async Task Get_a_random_uuid_as_identifier()
    {
        await using TestHost host = await TestHost.StartAsync(Map);
        string identifier = (await host.GetAsync("/auth/token")).Claims["identifier"]!.GetValue<string>();

        Assert.That(identifier, Does.Match("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
    }

    [Test]
    public async Task Get_a_ccai_token_without_name_and_email()
    {
        await using TestHost host = await TestHost.StartAsync(Map);

        Assert.That((await host.GetAsync("/auth/token")).Claims.Select(static claim => claim.Key), Is.EqualTo(new[] { "iss", "iat", "exp", "identifier" }));
    }

    [Test]
    public async Task Keep_their_id_with_the_cookie()
    {
        await using TestHost host = await TestHost.StartAsync(Map);
        Answer first = await host.PostAsync("/sts");

        Assert.That(Subject(await host.PostAsync("/sts", ("Cookie", first.Cookie))), Is.EqualTo(Subject(first)));
    }

    [Test]
    public async Task Get_another_id_each_without_it()
    {
        await using TestHost host = await TestHost.StartAsync(Map);

        Assert.That(Subject(await host.PostAsync("/sts")), Is.Not.EqualTo(Subject(await host.PostAsync("/sts"))));
    }

    [Test]
    public async Task Get_a_cookie_that_no_script_and_no_other_site_can_use()
    {
        await using TestHost host = await TestHost.StartAsync(Map);

        Assert.That(
            (await host.PostAsync("/sts")).Headers["Set-Cookie"],
            Does.StartWith("jwtkit-visitor=").And.EndsWith("; max-age=31536000; path=/; samesite=lax; httponly"));
    }

    [TestCase("john@example.com")]
    [TestCase("7d0a1f5e-2f0c-4b41-9d6f-0c7c1a3a9b11")]
    [TestCase("")]
    [TestCase("CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Who_write_an_id_into_the_cookie_get_a_fresh_one(string forged)
    {
        await using TestHost host = await TestHost.StartAsync(Map);
        Answer answer = await host.PostAsync("/sts", ("Cookie", "jwtkit-visitor=" + forged));

        Assert.That(Guid.TryParse(Subject(answer), out _) && Subject(answer) != forged && answer.Headers.ContainsKey("Set-Cookie"), Is.True);
    }

    [Test]
    public async Task Who_change_a_sealed_cookie_get_a_fresh_id()
    {
        await using TestHost host = await TestHost.StartAsync(Map);
        Answer first = await host.PostAsync("/sts");
        string changed = first.Cookie[..^2] + (first.Cookie[^2] == 'A' ? 'B' : 'A') + first.Cookie[^1];

        Assert.That(Subject(await host.PostAsync("/sts", ("Cookie", changed))), Is.Not.EqualTo(Subject(first)));
    }

    [Test]
    public async Task Are_forgotten_after_the_time_that_was_set()
    {
        await using TestHost host = await TestHost.StartAsync(Map);
        Answer first = await host.PostAsync("/sts");
        host.Time.Now += TimeSpan.FromDays(366);

        Assert.That(Subject(await host.PostAsync("/sts", ("Cookie", first.Cookie))), Is.Not.EqualTo(Subject(first)));
    }

    [Test]
    public async Task Who_come_back_after_half_the_time_get_a_new_cookie_for_the_same_id()
    {
        await using TestHost host = await TestHost.StartAsync(Map);
        Answer first = await host.PostAsync("/sts");
        host.Time.Now += TimeSpan.FromDays(200);
        Answer second = await host.PostAsync("/sts", ("Cookie", first.Cookie));
        host.Time.Now += TimeSpan.FromDays(200);

        Assert.That(Subject(await host.PostAsync("/sts", ("Cookie", second.Cookie))), Is.EqualTo(Subject(first)));
    }

    [Test]
    public async Task Who_come_back_soon_get_no_new_cookie()
    {
        await using TestHost host = await TestHost.StartAsync(Map);
        Answer first = await host.PostAsync("/sts");

        Assert.That((await host.PostAsync("/sts", ("Cookie", first.Cookie))).Headers.ContainsKey("Set-Cookie"), Is.False);
    }

    [TestCase("application/json", """{"identity":"mallory@example.com"}""")]
    [TestCase("application/json", """{"identity":"mallory@example.com","isAnonymous":false}""")]
    [TestCase(Form, "clientId=cs-evil&clientSecret=s3cr3t&identity=mallory%40example.com&aud=&isAnonymous=false")]
    [TestCase(Form, "identity=mallory%40example.com&isAnonymous=0")]
    [TestCase(Form, "identity=mallory%40example.com&isAnonymous=1&exp=9999999999&iat=0&aud=evil&identityToMerge=john")]
    public async Task A36_become_nobody_by_what_they_post(string type, string body)
    {
        await using TestHost host = await TestHost.StartAsync(Map);
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        Answer answer = await host.SendAsync(HttpMethod.Post, "/sts", content);
        JsonObject claims = answer.Claims;
        bool isGenerated = Guid.TryParse(Subject(answer), out _);
        claims.Remove("sub");
        claims.Remove("jti");

        Assert.That((isGenerated, claims.ToJsonString()), Is.EqualTo((
            true, """{"iss":"cs-demo","aud":"https://idproxy.kore.com/authorize","iat":1777888800,"exp":1777889100,"isAnonymous":true}""")));
    }

    [Test]
    public async Task Are_refused_above_the_limit()
    {
        await using TestHost host = await TestHost.StartAsync(static app =>
            app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors(static options => options.TokensPerMinute = 2));
        await host.PostAsync("/sts");
        await host.PostAsync("/sts");
        Answer third = await host.PostAsync("/sts");

        Assert.That((third.Status, third.Code, third.Headers["Retry-After"]), Is.EqualTo((HttpStatusCode.TooManyRequests, "too_many_requests", "30")));
    }

    [Test]
    public async Task Are_limited_where_the_host_names_them_too()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore")
            .AllowAnonymousVisitors(static options => options.TokensPerMinute = 1)
            .ResolveIdentity(static (_, _) => ValueTask.FromResult<TokenIdentity?>(new TokenIdentity { Subject = "guest", IsAnonymous = true })));
        await host.PostAsync("/sts");

        Assert.That((await host.PostAsync("/sts")).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task Who_sign_in_are_not_limited()
    {
        await using TestHost host = await TestHost.StartAsync(static app =>
            app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors(static options => options.TokensPerMinute = 1));
        await host.PostAsync("/sts");
        await host.PostAsync("/sts");

        Assert.That((await host.PostAsync("/sts", (TestHost.UserHeader, "john"))).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Who_sign_in_are_not_merged_unasked()
    {
        await using TestHost host = await TestHost.StartAsync(Map);
        Answer visitor = await host.PostAsync("/sts");

        Assert.That((await host.PostAsync("/sts", ("Cookie", visitor.Cookie), (TestHost.UserHeader, "john"))).Claims.ContainsKey("identityToMerge"), Is.False);
    }

    [Test]
    public async Task Who_sign_in_are_merged_where_the_host_says_so()
    {
        await using TestHost host = await TestHost.StartAsync(static app =>
            app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors(static options => options.MergeIntoKnownUser = true));
        Answer visitor = await host.PostAsync("/sts");
        Answer known = await host.PostAsync("/sts", ("Cookie", visitor.Cookie), (TestHost.UserHeader, "john"));

        Assert.That(known.Claims["identityToMerge"]!.GetValue<string>(), Is.EqualTo(Subject(visitor)));
    }

    [Test]
    public async Task Who_forge_a_cookie_are_never_merged()
    {
        await using TestHost host = await TestHost.StartAsync(static app =>
            app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors(static options => options.MergeIntoKnownUser = true));
        Answer known = await host.PostAsync("/sts", ("Cookie", "jwtkit-visitor=7d0a1f5e-2f0c-4b41-9d6f-0c7c1a3a9b11"), (TestHost.UserHeader, "john"));

        Assert.That(known.Claims.ContainsKey("identityToMerge"), Is.False);
    }

    [Test]
    public void Cannot_be_allowed_where_a_token_cannot_say_so() => Assert.That(
        async () => await TestHost.StartAsync(static app => app.MapTokenEndpoint("/t", "own").AllowAnonymousVisitors()),
        Throws.InvalidOperationException.With.Message.EqualTo("The tokens of issuer 'own' cannot say that someone is a visitor; AllowAnonymousVisitors is for Platform Ccai and KoreAiUser."));

    [Test]
    public void Cannot_be_limited_to_none() => Assert.That(
        async () => await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors(static options => options.TokensPerMinute = 0)),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("At least 1 token per minute is needed; null sets no limit."));

    [Test]
    public void Cannot_be_remembered_longer_than_browsers_do() => Assert.That(
        async () => await TestHost.StartAsync(static app => app.MapTokenEndpoint("/sts", "kore").AllowAnonymousVisitors(static options => options.RememberFor = TimeSpan.FromDays(401))),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("1 minute to 400 days are needed."));

    private static string Subject(Answer answer) => answer.Claims["sub"]!.GetValue<string>();
}
