using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class ResolverTests
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded; charset=UTF-8";

    [Test]
    public async Task Decides_whom_the_token_is_for()
    {
        await using TestHost host = await StartAsync(static (_, _) => ValueTask.FromResult<TokenIdentity?>(new TokenIdentity { Subject = "resolved" }));

        Assert.That(Subject(await host.PostAsync("/sts", (TestHost.UserHeader, "john"))), Is.EqualTo("resolved"));
    }

    [Test]
    public async Task Sees_the_identity_of_the_principal()
    {
        await using TestHost host = await StartAsync(static (request, _) => ValueTask.FromResult(request.Known));

        Assert.That(Subject(await host.PostAsync("/sts", (TestHost.UserHeader, "john"))), Is.EqualTo("john"));
    }

    [Test]
    public async Task Refuses_with_null()
    {
        await using TestHost host = await StartAsync(static (_, _) => ValueTask.FromResult<TokenIdentity?>(null));

        Assert.That((await host.PostAsync("/sts", (TestHost.UserHeader, "john"))).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase(Json, """{"identity":"john@example.com","isAnonymous":true}""", true)]
    [TestCase(Json, """{"identity":"john@example.com","isAnonymous":false}""", false)]
    [TestCase(Json, """{"identity":"john@example.com","isAnonymous":"TRUE"}""", true)]
    [TestCase(Json, """{"identity":"john@example.com","isAnonymous":1}""", true)]
    [TestCase(Json, """{"identity":"john@example.com"}""", null)]
    [TestCase(Form, "clientId=cs-1&clientSecret=s3cr3t&identity=john%40example.com&aud=&isAnonymous=false", false)]
    [TestCase(Form, "identity=john%40example.com&isAnonymous=1", true)]
    [TestCase(Form, "identity=john%40example.com&isAnonymous=0", false)]
    [TestCase(Form, "identity=john%40example.com&isAnonymous=perhaps", null)]
    public async Task Reads_what_was_posted(string type, string body, bool? isAnonymous)
    {
        PostedIdentity? posted = null;
        await using TestHost host = await StartAsync(async (request, cancellationToken) =>
        {
            posted = await request.ReadBodyAsync(cancellationToken);
            return null;
        });
        await host.SendAsync(HttpMethod.Post, "/sts", Content(type, body));

        Assert.That((posted?.Identity, posted?.IsAnonymous), Is.EqualTo(("john@example.com", isAnonymous)));
    }

    [TestCase(Json, """{"identity":"john@example.com"}""")]
    [TestCase(Form, "identity=john%40example.com")]
    public async Task Reads_what_was_posted_as_often_as_asked(string type, string body)
    {
        await using TestHost host = await StartAsync(static async (request, cancellationToken) =>
        {
            await request.ReadBodyAsync(cancellationToken);
            return await ReadBodyAsync(request, cancellationToken);
        });

        Assert.That(Subject(await host.SendAsync(HttpMethod.Post, "/sts", Content(type, body))), Is.EqualTo("john@example.com"));
    }

    [TestCase(Json, "{", HttpStatusCode.BadRequest, "body_malformed")]
    [TestCase(Json, "[]", HttpStatusCode.BadRequest, "body_malformed")]
    [TestCase(Json, """{"identity":"a","identity":"b"}""", HttpStatusCode.BadRequest, "body_malformed")]
    [TestCase(Json, """{"identity":{"a":1}}""", HttpStatusCode.BadRequest, "body_malformed")]
    [TestCase(Json, "{\"identity\":\"\\ud800\"}", HttpStatusCode.BadRequest, "body_malformed")]
    [TestCase(Form, "identity=a&identity=b", HttpStatusCode.BadRequest, "body_malformed")]
    [TestCase("text/plain", "identity=a", HttpStatusCode.UnsupportedMediaType, "body_type_unsupported")]
    [TestCase("multipart/form-data; boundary=x", "--x--", HttpStatusCode.UnsupportedMediaType, "body_type_unsupported")]
    public async Task Gets_no_malformed_body(string type, string body, HttpStatusCode status, string code)
    {
        await using TestHost host = await StartAsync(ReadBodyAsync);
        Answer answer = await host.SendAsync(HttpMethod.Post, "/sts", Content(type, body));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)));
    }

    [TestCase("application/x-www-form-urlencoded; charset=utf-7", "identity=a")]
    [TestCase("application/x-www-form-urlencoded; charset=\"UTF-7\"", "identity=a")]
    [TestCase("application/x-www-form-urlencoded; charset=utf-16", "identity=a")]
    [TestCase("application/x-www-form-urlencoded; charset=iso-8859-1", "identity=a")]
    [TestCase("application/x-www-form-urlencoded; charset=no-such-charset", "identity=a")]
    [TestCase("application/json; charset=utf-7", "{}")]
    [TestCase("application/json; charset=utf-16", "{}")]
    public async Task Gets_no_body_of_another_charset_than_UTF_8(string type, string body)
    {
        await using TestHost host = await StartAsync(ReadBodyAsync);
        Answer answer = await host.SendAsync(HttpMethod.Post, "/sts", Content(type, body));

        Assert.That((answer.Status, answer.Code, answer.Json["detail"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.UnsupportedMediaType, "body_type_unsupported", "The charset must be UTF-8.")));
    }

    [TestCase("application/x-www-form-urlencoded", "identity=Jos%C3%A9")]
    [TestCase("application/x-www-form-urlencoded; charset=\"utf-8\"", "identity=Jos\u00E9")]
    [TestCase("application/x-www-form-urlencoded; charset=UTF-8", "identity=Jos%c3%a9")]
    [TestCase("application/json; charset=utf-8", "{\"identity\":\"Jos\u00E9\"}")]
    public async Task Gets_a_body_of_UTF_8(string type, string body)
    {
        await using TestHost host = await StartAsync(ReadBodyAsync);

        Assert.That(Subject(await host.SendAsync(HttpMethod.Post, "/sts", Content(type, body))), Is.EqualTo("Jos\u00E9"));
    }

    [TestCase("identity=Jos%C3%A9")]
    [TestCase("identity=Jos\u00E9")]
    [TestCase("identity=jose&Jos%C3%A9=1")]
    public async Task Gets_no_form_of_ASCII_with_other_characters(string body)
    {
        await using TestHost host = await StartAsync(ReadBodyAsync);
        Answer answer = await host.SendAsync(HttpMethod.Post, "/sts", Content("application/x-www-form-urlencoded; charset=\"US-ASCII\"", body));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.BadRequest, "body_malformed")));
    }

    [Test]
    public async Task Gets_a_form_of_ASCII()
    {
        await using TestHost host = await StartAsync(ReadBodyAsync);

        Assert.That(Subject(await host.SendAsync(HttpMethod.Post, "/sts", Content("application/x-www-form-urlencoded; charset=us-ascii", "identity=jos%65"))), Is.EqualTo("jose"));
    }

    [TestCase(Form, "identity=a%FF")]
    [TestCase(Form, "identity=a%C3")]
    [TestCase(Form, "identity=%C0%AE")]
    [TestCase(Form, "identity=%ED%A0%80")]
    [TestCase(Form, "identity=a&%FF=b")]
    [TestCase(Form, "identity=a\u00FF")]
    [TestCase(Form, "identity=%C3\u00A9")]
    [TestCase(Json, "{\"identity\":\"a\u00FF\"}")]
    [TestCase(Json, "{\"identity\":\"a\",\"\u00FF\":1}")]
    public async Task Gets_no_body_of_invalid_UTF_8(string type, string latin1)
    {
        await using TestHost host = await StartAsync(ReadBodyAsync);
        Answer answer = await host.SendAsync(
            HttpMethod.Post, "/sts", new ByteArrayContent(Encoding.Latin1.GetBytes(latin1)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } });

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.BadRequest, "body_malformed")));
    }

    [Test]
    public async Task Gets_a_body_of_16_KiB()
    {
        await using TestHost host = await StartAsync(ReadBodyAsync);

        Assert.That((await host.SendAsync(HttpMethod.Post, "/sts", Content(Form, "identity=" + new string('a', (16 * 1024) - 9)))).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Gets_no_longer_body(bool isChunked)
    {
        await using TestHost host = await StartAsync(ReadBodyAsync);
        using HttpRequestMessage request = new(HttpMethod.Post, "/sts") { Content = Content(Form, "identity=" + new string('a', 16 * 1024)) };
        request.Headers.TransferEncodingChunked = isChunked;
        using HttpResponseMessage response = await host.Client.SendAsync(request);

        Assert.That((await Answer.ReadAsync(response)).Code, Is.EqualTo("body_too_large"));
    }

    [Test]
    public async Task Who_times_out_is_answered_with_a_problem()
    {
        await using TestHost host = await StartAsync(static (_, _) => throw new TaskCanceledException("The user store did not answer."));

        Assert.That((await host.PostAsync("/sts")).Code, Is.EqualTo("issuing_failed"));
    }

    private static async ValueTask<TokenIdentity?> ReadBodyAsync(IdentityRequest request, CancellationToken cancellationToken) =>
        new TokenIdentity { Subject = (await request.ReadBodyAsync(cancellationToken)).Identity ?? "none" };

    private static Task<TestHost> StartAsync(Func<IdentityRequest, CancellationToken, ValueTask<TokenIdentity?>> resolver) =>
        TestHost.StartAsync(app => app.MapTokenEndpoint("/sts", "kore").ResolveIdentity(resolver));

    private static ByteArrayContent Content(string type, string body) =>
        new(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };

    private static string Subject(Answer answer) => answer.Claims["sub"]!.GetValue<string>();
}
