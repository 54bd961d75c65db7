using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RequestRefusalTests : IDisposable
{
    private const string Payload = """{"secret":"nobody-may-see"}""";

    private static readonly RawExchange Exchange = new();

    private readonly PayloadFiles files = new();
    private TestHost host = null!;
    private int calls;

    [SetUp]
    public async Task StartAsync() => host = await TestHost.StartAsync(
        app =>
        {
            app.UseJwtKitPayloadEncryption();
            foreach (string path in new[] { "/echo", "/other" })
            {
                app.MapMethods(path, ["POST", "PUT", "GET"], context =>
                {
                    calls++;
                    return PayloadPair.EchoAsync(context);
                }).RequirePayloadEncryption("kore");
            }

            app.MapPost("/small", PayloadPair.EchoAsync).RequirePayloadEncryption("kore", static options => options.MaximumLength = 4096);
        },
        files.Server());

    [TearDown]
    public async Task StopAsync() => await host.DisposeAsync();

    public void Dispose() => files.Dispose();

    [Test]
    public async Task Takes_what_follows_the_documented_protocol()
    {
        (Answer answer, byte[] bytes) = await Exchange.SendAsync(host, Exchange.Seal(Payload));

        Assert.That((answer.Status, Exchange.Open(bytes, 200)), Is.EqualTo((HttpStatusCode.OK, Payload)));
    }

    [Test]
    public async Task Refuses_each_changed_byte_in_the_same_way()
    {
        byte[] body = Exchange.Seal(Payload);
        HashSet<string> answers = [];
        for (int i = 0; i < body.Length; i += 7)
        {
            byte[] changed = [.. body];
            changed[i] ^= 1;
            (Answer answer, _) = await Exchange.SendAsync(host, changed);
            answers.Add(answer.Body);
        }

        Assert.That((calls, string.Join('\n', answers)), Is.EqualTo((0, Uniform)));
    }

    [Test]
    public async Task Refuses_each_truncation_in_the_same_way()
    {
        byte[] body = Exchange.Seal(Payload);
        HashSet<string> answers = [];
        for (int length = 1; length < body.Length; length += 11)
        {
            (Answer answer, _) = await Exchange.SendAsync(host, body[..length]);
            answers.Add(answer.Body);
        }

        Assert.That((calls, string.Join('\n', answers)), Is.EqualTo((0, Uniform)));
    }

    [TestCase("PUT", "/echo")]
    [TestCase("POST", "/other")]
    [TestCase("POST", "/echo?admin=1")]
    [TestCase("POST", "/Echo")]
    public async Task Refuses_what_was_meant_for_elsewhere(string method, string target) =>
        AssertRefused(await Exchange.SendAsync(host, Exchange.Seal(Payload), method: method, target: target));

    [Test]
    public async Task Refuses_another_request_id() =>
        AssertRefused(await Exchange.SendAsync(host, Exchange.Seal(Payload), headers: ("JwtKit-Request-Id", "BBBBBBBBBBBBBBBBBBBBBB")));

    [Test]
    public async Task Refuses_what_is_for_another_key() =>
        AssertRefused(await Exchange.SendAsync(host, (Exchange with { Receiver = PayloadKeys.Other }).Seal(Payload)));

    [Test]
    public async Task Refuses_another_prefix() =>
        AssertRefused(await Exchange.SendAsync(host, (Exchange with { Prefix = "Other" }).Seal(Payload)));

    [Test]
    public async Task Refuses_an_answer_as_a_request()
    {
        (_, byte[] bytes) = await Exchange.SendAsync(host, Exchange.Seal(Payload));
        calls = 0;

        AssertRefused(await Exchange.SendAsync(host, bytes));
    }

    [Test]
    public async Task Refuses_an_empty_body() => AssertRefused(await Exchange.SendAsync(host, []));

    [TestCase("application/json")]
    [TestCase("text/plain")]
    [TestCase("application/jose")]
    public async Task Refuses_plain_bodies(string contentType) => await AssertCodeAsync(
        Exchange.SendAsync(host, Encoding.UTF8.GetBytes(Payload), contentType), HttpStatusCode.UnsupportedMediaType, "encryption_required");

    [Test]
    public async Task Refuses_a_post_whose_body_was_taken_away() =>
        await AssertCodeAsync(Exchange.SendAsync(host, body: null), HttpStatusCode.UnsupportedMediaType, "encryption_required");

    [TestCase("gzip")]
    [TestCase("identity")]
    public async Task Refuses_an_outer_encoding(string encoding) => await AssertCodeAsync(
        Exchange.SendAsync(host, Exchange.Seal(Payload), headers: ("Content-Encoding", encoding)), HttpStatusCode.UnsupportedMediaType, "content_encoding_unsupported");

    [TestCase("short")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAA=")]
    public async Task Refuses_an_unusable_request_id(string id) => await AssertCodeAsync(
        Exchange.SendAsync(host, Exchange.Seal(Payload), headers: ("JwtKit-Request-Id", id)), HttpStatusCode.BadRequest, "request_id_missing");

    [Test]
    public async Task Refuses_a_key_id_that_is_too_long() => await AssertCodeAsync(
        Exchange.SendAsync(host, Exchange.Seal(Payload), headers: ("JwtKit-Response-Key", new string('k', 257))), HttpStatusCode.BadRequest, "response_key_malformed");

    [Test]
    public async Task Refuses_a_body_beyond_the_limit_of_the_endpoint([Values(4096, 10_000_000)] int length)
    {
        RawExchange small = Exchange with { Target = "/small" };

        await AssertCodeAsync(small.SendAsync(host, small.Seal(new string('x', length))), HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Test]
    public async Task Refuses_chunks_beyond_the_limit_of_the_endpoint()
    {
        RawExchange small = Exchange with { Target = "/small" };

        await AssertCodeAsync(small.SendAsync(host, small.Seal(new string('x', 4096)), headers: ("Transfer-Encoding", "chunked")), HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [TestCase("/delegate")]
    [TestCase("/handler")]
    [TestCase("/group/handler")]
    [TestCase("/controller")]
    public async Task Fails_where_nothing_encrypts(string target)
    {
        await using TestHost bare = await TestHost.StartAsync(
            static app =>
            {
                app.MapPost("/delegate", PayloadPair.EchoAsync).RequirePayloadEncryption("kore");
                app.MapPost("/handler", static (string? x) => Payload).RequirePayloadEncryption("kore");
                app.MapGroup("/group").RequirePayloadEncryption("kore").MapPost("/handler", static (string? x) => Payload);
                app.MapControllers().RequirePayloadEncryption("kore");
            },
            files.Server(),
            static services => services.AddControllers().ConfigureApplicationPartManager(static parts => parts.FeatureProviders.Add(new OnlyEcho())));

        (Answer answer, _) = await Exchange.SendAsync(bare, Encoding.UTF8.GetBytes(Payload), target: target);

        Assert.That((answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.InternalServerError, string.Empty)));
    }

    [Test]
    public async Task Writes_no_payload_and_no_key_into_the_log()
    {
        _ = await Exchange.SendAsync(host, Exchange.Seal(Payload));
        byte[] changed = Exchange.Seal(Payload);
        changed[^10] ^= 1;
        _ = await Exchange.SendAsync(host, changed);

        Assert.That(string.Join('\n', host.Log.All), Does.Contain("envelope_refused").And.Not.Contain("nobody-may-see").And.Not.Contain("ciphertext"));
    }

    [Test]
    public async Task Refuses_plain_bodies_for_controllers_and_takes_encrypted_ones()
    {
        await using TestHost mvc = await TestHost.StartAsync(
            static app =>
            {
                app.UseJwtKitPayloadEncryption();
                app.MapControllers().RequirePayloadEncryption("kore");
            },
            files.Server(),
            static services => services.AddControllers().ConfigureApplicationPartManager(static parts => parts.FeatureProviders.Add(new OnlyEcho())));
        RawExchange exchange = Exchange with { Target = "/controller" };

        (Answer plain, _) = await exchange.SendAsync(mvc, Encoding.UTF8.GetBytes(Payload), "application/json");
        (Answer answer, byte[] bytes) = await exchange.SendAsync(mvc, exchange.Seal(Payload));

        Assert.That(((int)plain.Status, (int)answer.Status, exchange.Open(bytes, 200)), Is.EqualTo((415, 200, Payload)));
    }

    private static string Uniform =>
        """{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.1","title":"The encrypted request was refused.","status":400,"code":"envelope_refused"}""";

    private static async Task AssertCodeAsync(Task<(Answer Answer, byte[] Bytes)> sent, HttpStatusCode status, string code)
    {
        (Answer answer, _) = await sent;
        Assert.That((answer.Status, answer.Headers["Content-Type"], answer.Code), Is.EqualTo((status, "application/problem+json", code)));
    }

    private void AssertRefused((Answer Answer, byte[] Bytes) sent) =>
        Assert.That((calls, sent.Answer.Status, sent.Answer.Body), Is.EqualTo((0, HttpStatusCode.BadRequest, Uniform)));
}
