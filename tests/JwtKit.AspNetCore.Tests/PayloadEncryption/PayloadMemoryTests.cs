using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>What the payloads of all requests under way hold together.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PayloadMemoryTests : IDisposable
{
    private const int Uploads = 15;
    private const int Sent = 1024 * 1024;

    /// <summary>What an upload of 1 MiB takes: chunks up to 64 KiB, of which the next is there before it is needed, and as much for joining them.</summary>
    private const long Held = 2 * (Sent + (64 * 1024));

    /// <summary>Of which requests get three quarters: exactly so many uploads.</summary>
    private const long Limit = Uploads * Held / 3 * 4;

    private const int MaximumLength = 8_000_000;

    private readonly PayloadFiles files = new();
    private readonly ConcurrentDictionary<string, HeldBody> bodies = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim ended = new(0);
    private TestHost host = null!;
    private int calls;

    private PayloadBudget Budget => host.Services.GetRequiredService<PayloadBudget>();

    [SetUp]
    public async Task StartAsync() => host = await TestHost.StartAsync(
        app =>
        {
            app.Use(async (context, next) =>
            {
                if (context.Request.Headers["X-Held"] is [{ } held])
                {
                    context.Request.Body = bodies[held];
                }

                try
                {
                    await next(context);
                }
                finally
                {
                    ended.Release();
                }
            });
            app.UseJwtKitPayloadEncryption();
            app.MapPost("/echo", context =>
            {
                calls++;
                return PayloadPair.EchoAsync(context);
            }).RequirePayloadEncryption("kore");
            app.MapGet("/give/{length:int}", (HttpContext context, int length) => context.Response.WriteAsync(new string('x', length))).RequirePayloadEncryption("kore");
            app.MapPost("/small", PayloadPair.EchoAsync).RequirePayloadEncryption("kore", static options => options.MaximumLength = Sent / 2);
        },
        files.Server(("MaximumLength", MaximumLength.ToString(CultureInfo.InvariantCulture))),
        static services => services.PostConfigure<JwtKitOptions>(static options => options.MaximumPayloadMemory = Limit));

    [TearDown]
    public async Task StopAsync() => await host.DisposeAsync();

    public void Dispose()
    {
        ended.Dispose();
        files.Dispose();
    }

    [Test]
    public async Task Refuses_the_upload_that_finds_no_room_and_says_when_to_come_again()
    {
        await FillAsync();

        (Answer answer, _) = await PostAsync();
        await ended.WaitAsync();

        Assert.That((Budget.Taken, answer.Status, answer.Code, answer.Headers["Retry-After"], calls), Is.EqualTo((Uploads * Held, HttpStatusCode.ServiceUnavailable, "payload_memory_exhausted", "5", 0)));
    }

    [Test]
    public async Task Takes_another_upload_when_one_was_given_up()
    {
        using CancellationTokenSource given = new();
        Task first = BeginAsync("first", given.Token).Sending;
        await bodies["first"].Taken;
        await FillAsync(Uploads - 1);
        await given.CancelAsync();
        await ended.WaitAsync();

        (Answer answer, _) = await PostAsync();
        await ended.WaitAsync();

        Assert.That((answer.Status, Budget.Taken), Is.EqualTo((HttpStatusCode.OK, (Uploads - 1) * Held)));
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Leaves_room_for_responses_while_uploads_hold_theirs()
    {
        await FillAsync();
        RawExchange exchange = new() { Method = "GET", Target = "/give/100000" };

        (Answer answer, byte[] bytes) = await exchange.SendAsync(host, null);

        Assert.That((answer.Status, exchange.Open(bytes, 200)?.Length), Is.EqualTo((HttpStatusCode.OK, 100_000)));
    }

    [Test]
    public async Task Refuses_a_response_that_finds_no_room_within_the_encryption()
    {
        await FillAsync();
        RawExchange exchange = new() { Method = "GET", Target = "/give/5900000" };

        (Answer answer, byte[] bytes) = await exchange.SendAsync(host, null);
        await ended.WaitAsync();

        Assert.That((answer.Status, answer.Headers.ContainsKey("Retry-After"), exchange.Open(bytes, 503), Budget.Taken), Is.EqualTo((
            HttpStatusCode.ServiceUnavailable,
            false,
            """{"type":"https://tools.ietf.org/html/rfc9110#section-15.6.4","title":"The server has no room for the response at present.","status":503,"detail":"The endpoint has run; what it has done stays done.","code":"response_memory_exhausted"}""",
            Uploads * Held)));
    }

    [Test]
    public async Task Reads_nothing_of_an_upload_that_would_find_no_room()
    {
        await FillAsync(Uploads - 1);
        HeldBody body = bodies["declared"] = new HeldBody(Sent);

        (Answer answer, _) = await new RawExchange().SendAsync(host, new byte[2 * Sent], headers: ("X-Held", "declared"));
        await ended.WaitAsync();

        Assert.That((answer.Code, body.Taken.IsCompleted, Budget.Taken), Is.EqualTo(("payload_memory_exhausted", false, (Uploads - 1) * Held)));
    }

    [TestCase("given up")]
    [TestCase("too slow")]
    [TestCase("not an envelope")]
    [TestCase("too long")]
    public async Task Gives_all_memory_back_when_an_upload_is(string end)
    {
        using CancellationTokenSource given = new();
        (HeldBody body, Task sending) = BeginAsync("one", given.Token, end == "too long" ? "/small" : "/echo");
        if (end != "too long")
        {
            await body.Taken;
        }

        switch (end)
        {
            case "given up":
                await given.CancelAsync();
                break;
            case "too slow":
                body.TimeOut();
                break;
            case "not an envelope":
                body.End();
                break;
        }

        await ended.WaitAsync();
        await Task.WhenAny(sending);

        Assert.That((Budget.Taken, calls), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Gives_all_memory_back_after_a_round_trip()
    {
        RawExchange exchange = new();
        (Answer answer, byte[] bytes) = await exchange.SendAsync(host, exchange.Seal(new string('x', 3_000_000)));
        await ended.WaitAsync();

        Assert.That((answer.Status, exchange.Open(bytes, 200)?.Length, Budget.Taken), Is.EqualTo((HttpStatusCode.OK, 3_000_000, 0)));
    }

    [Test]
    public async Task Holds_the_payload_while_the_endpoint_runs()
    {
        await host.DisposeAsync();
        long within = 0;
        host = await TestHost.StartAsync(
            app =>
            {
                app.UseJwtKitPayloadEncryption();
                app.MapPost("/echo", () => within = Budget.Taken).RequirePayloadEncryption("kore");
            },
            files.Server());
        byte[] body = new RawExchange().Seal(new string('x', 300_000));

        _ = await new RawExchange().SendAsync(host, body);

        Assert.That(within, Is.EqualTo(512 * 1024));
    }

    [Test]
    public async Task Warns_of_it_once_a_minute()
    {
        await FillAsync();
        for (int i = 0; i < 3; i++)
        {
            await PostAsync();
        }

        host.Time.Elapse(TimeSpan.FromMinutes(1));
        await PostAsync();

        Assert.That(host.Log.All.Where(static line => line.Contains("Warning: Encrypted payloads", StringComparison.Ordinal)).Select(static line => line.Split(": ", 3)[2].Trim()), Is.EqualTo(new[]
        {
            $"Encrypted payloads of the requests under way take all {Limit} bytes that they may, and a request was refused: payload_memory_exhausted. MaximumPayloadMemory sets the limit. 0 more were refused since the last warning.",
            $"Encrypted payloads of the requests under way take all {Limit} bytes that they may, and a request was refused: payload_memory_exhausted. MaximumPayloadMemory sets the limit. 2 more were refused since the last warning.",
        }));
    }

    private Task FillAsync(int count = Uploads) => Task.WhenAll(Enumerable.Range(0, count).Select(i =>
        BeginAsync(i.ToString(CultureInfo.InvariantCulture), CancellationToken.None).Body.Taken));

    private Task<(Answer Answer, byte[] Bytes)> PostAsync()
    {
        RawExchange exchange = new();
        return exchange.SendAsync(host, exchange.Seal("{}"));
    }

    private (HeldBody Body, Task Sending) BeginAsync(string name, CancellationToken cancellationToken, string path = "/echo")
    {
        HeldBody body = bodies[name] = new HeldBody(Sent);
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent("{", Encoding.UTF8, "application/jose+json") };
        request.Headers.Add("JwtKit-Request-Id", "AAAAAAAAAAAAAAAAAAAAAA");
        request.Headers.Add("X-Held", name);
        return (body, host.Client.SendAsync(request, cancellationToken));
    }
}
