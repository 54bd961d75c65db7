using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>What may happen between the two sides.</summary>
[TestFixture]
internal sealed class TransportTests
{
    private const string Payload = """{"secret":"nobody-may-see","filler":"0123456789012345678901234567890123456789"}""";

    [Test]
    public async Task Carries_payloads_over_HTTP_2()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(services: static services =>
            services.Configure<KestrelServerOptions>(static options => options.ConfigureEndpointDefaults(static endpoint => endpoint.Protocols = HttpProtocols.Http2)));
        pair.Client.DefaultRequestVersion = HttpVersion.Version20;
        pair.Client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => RoundTripTests.PostAsync(pair, $"[{i}, \"{new string('x', 200_000)}\"]")));

        Assert.That(answers.Select(static answer => answer.Split(',')[0]), Is.EqualTo(Enumerable.Range(0, 16).Select(static i => $"[{i}")));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task Keeps_exchanges_apart_while_some_are_cancelled(int version)
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(services: services =>
            services.Configure<KestrelServerOptions>(options => options.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = version == 2 ? HttpProtocols.Http2 : HttpProtocols.Http1)));
        pair.Client.DefaultRequestVersion = new Version(version, version == 2 ? 0 : 1);
        pair.Client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        async Task<bool> ExchangeAsync(int i)
        {
            string sent = $"[{i}, \"{new string((char)('a' + (i % 26)), i * 997 % 300_000)}\"]";
            using CancellationTokenSource cancellation = new();
            using HttpContent content = RoundTripTests.JsonOf(Encoding.UTF8.GetBytes(sent));
            Task<HttpResponseMessage> sending = pair.Client.PostAsync("/echo", content, cancellation.Token);
            if (i % 3 == 0)
            {
                await Task.Yield();
                await cancellation.CancelAsync();
            }

            try
            {
                using HttpResponseMessage response = await sending;
                return await response.Content.ReadAsStringAsync() == sent;
            }
            catch (OperationCanceledException) when (i % 3 == 0)
            {
                return true;
            }
        }

        bool[] kept = await Task.WhenAll(Enumerable.Range(0, 300).Select(ExchangeAsync));

        Assert.That(kept, Is.All.True);
    }

    [Test]
    public async Task Refuses_a_request_that_a_proxy_has_changed()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(tamper: static (isClient, bytes) => isClient ? FlipCiphertext(bytes) : bytes);

        using HttpResponseMessage response = await pair.Client.PostAsync("/echo", RoundTripTests.JsonOf(Encoding.UTF8.GetBytes(Payload)));

        Assert.That((response.StatusCode, (await response.Content.ReadAsStringAsync()).Contains("envelope_refused", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.BadRequest, true)));
    }

    [Test]
    public async Task Refuses_an_answer_that_a_proxy_has_changed()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(tamper: static (isClient, bytes) => isClient ? bytes : FlipCiphertext(bytes));

        Assert.That(
            () => RoundTripTests.PostAsync(pair, Payload),
            Throws.InstanceOf<HttpRequestException>().With.Message.EqualTo("The answer cannot be decrypted: it was changed or cut off, or is for another request or another key. Its status is 200."));
    }

    [TestCase("201")]
    [TestCase("205")]
    [TestCase("500")]
    public async Task Refuses_an_answer_whose_status_a_proxy_has_changed(string status)
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(tamper: (isClient, bytes) =>
            isClient ? bytes : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("HTTP/1.1 200", $"HTTP/1.1 {status}", StringComparison.Ordinal)));

        Assert.That(() => RoundTripTests.PostAsync(pair, Payload), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task Refuses_a_request_that_a_proxy_has_sent_elsewhere()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(
            static app =>
            {
                app.UseJwtKitPayloadEncryption();
                app.MapPost("/echo", PayloadPair.EchoAsync).RequirePayloadEncryption("kore");
                app.MapPost("/ehco", PayloadPair.EchoAsync).RequirePayloadEncryption("kore");
            },
            tamper: static (isClient, bytes) => isClient ? Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("POST /echo", "POST /ehco", StringComparison.Ordinal)) : bytes);

        using HttpResponseMessage response = await pair.Client.PostAsync("/echo", RoundTripTests.JsonOf(Encoding.UTF8.GetBytes(Payload)));

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("envelope_refused"));
    }

    [Test]
    public async Task Serves_others_after_a_request_that_breaks_off()
    {
        int calls = 0;
        await using PayloadPair pair = await PayloadPair.StartAsync(app =>
        {
            app.UseJwtKitPayloadEncryption();
            app.MapPost("/echo", context =>
            {
                calls++;
                return PayloadPair.EchoAsync(context);
            }).RequirePayloadEncryption("kore");
        });
        using (TcpClient client = new())
        {
            await client.ConnectAsync(IPAddress.Loopback, pair.Host.Client.BaseAddress!.Port);
            await client.GetStream().WriteAsync("POST /echo HTTP/1.1\r\nHost: x\r\nJwtKit-Request-Id: AAAAAAAAAAAAAAAAAAAAAA\r\nContent-Type: application/jose+json\r\nContent-Length: 5000\r\n\r\n{\"ciphertext\":\""u8.ToArray());
        }

        Assert.That((await RoundTripTests.PostAsync(pair, "[1]"), calls), Is.EqualTo(("[1]", 1)));
    }

    [Test]
    public async Task Lets_a_caller_cancel_while_the_endpoint_works()
    {
        TaskCompletionSource arrived = new();
        TaskCompletionSource aborted = new();
        await using PayloadPair pair = await PayloadPair.StartAsync(app =>
        {
            app.UseJwtKitPayloadEncryption();
            app.MapPost("/echo", async (HttpContext context) =>
            {
                using CancellationTokenRegistration registration = context.RequestAborted.Register(aborted.SetResult);
                arrived.SetResult();
                await aborted.Task;
                context.RequestAborted.ThrowIfCancellationRequested();
            }).RequirePayloadEncryption("kore");
        });
        using CancellationTokenSource cancellation = new();

        Task<HttpResponseMessage> sending = pair.Client.PostAsync("/echo", RoundTripTests.JsonOf([]), cancellation.Token);
        await arrived.Task;
        await cancellation.CancelAsync();

        Assert.That(async () => await sending, Throws.InstanceOf<OperationCanceledException>());
        await aborted.Task;
    }

    [Test]
    public async Task Carries_a_form_with_files()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(static app =>
        {
            app.UseJwtKitPayloadEncryption();
            app.MapPost("/upload", async (HttpContext context) =>
            {
                IFormCollection form = await context.Request.ReadFormAsync();
                using StreamReader reader = new(form.Files["file"]!.OpenReadStream());
                return $"{form["name"]} {form.Files[0].FileName} {await reader.ReadToEndAsync()}";
            }).RequirePayloadEncryption("kore");
        });
        using MultipartFormDataContent form = new();
        form.Add(new StringContent("John"), "name");
        form.Add(new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(Payload))), "file", "a.json");

        using HttpResponseMessage response = await pair.Client.PostAsync("/upload", form);

        Assert.That((await response.Content.ReadAsStringAsync(), pair.Relay!.Seen.Contains("multipart", StringComparison.Ordinal)), Is.EqualTo(($"John a.json {Payload}", false)));
    }

    [Test]
    public async Task Takes_the_payload_away_from_work_that_outlives_the_request()
    {
        Stream? kept = null;
        await using PayloadPair pair = await PayloadPair.StartAsync(app =>
        {
            app.UseJwtKitPayloadEncryption();
            app.MapPost("/echo", (HttpContext context) =>
            {
                kept = context.Request.Body;
                return "kept";
            }).RequirePayloadEncryption("kore");
        });

        _ = await RoundTripTests.PostAsync(pair, Payload);

        Assert.That(kept!.CanRead, Is.False);
    }

    [Test]
    public async Task Fails_where_the_route_is_chosen_too_late()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(static app =>
        {
            app.UseJwtKitPayloadEncryption();
            app.UseRouting();
            app.MapPost("/echo", PayloadPair.EchoAsync).RequirePayloadEncryption("kore");
        });

        using HttpResponseMessage response = await pair.Client.PostAsync("/echo", RoundTripTests.JsonOf([1]));

        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.InternalServerError, string.Empty)));
    }

    [TestCase("POST http://any.example/echo HTTP/1.1", "200")]
    [TestCase("POST http://any.example/other HTTP/1.1", "404")]
    [TestCase("POST /%65cho HTTP/1.1", "400")]
    [TestCase("POST //echo HTTP/1.1", "404")]
    public async Task Binds_the_address_as_it_was_sent(string line, string status)
    {
        using PayloadFiles files = new();
        await using TestHost host = await TestHost.StartAsync(PayloadPair.MapEcho, files.Server());
        RawExchange exchange = new();
        byte[] body = exchange.Seal(Payload);
        string head = $"{line}\r\nHost: any.example\r\nConnection: close\r\nJwtKit-Request-Id: {exchange.RequestId}\r\nContent-Type: application/jose+json\r\nContent-Length: {body.Length}\r\n\r\n";
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);

        await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
        using StreamReader reader = new(client.GetStream());

        Assert.That(await reader.ReadToEndAsync(), Does.StartWith($"HTTP/1.1 {status} "));
    }

    [Test]
    public async Task Leaves_other_endpoints_alone()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(static app =>
        {
            app.UseJwtKitPayloadEncryption();
            app.MapPost("/plain", PayloadPair.EchoAsync);
        });

        using HttpResponseMessage response = await pair.Host.Client.PostAsync("/plain", RoundTripTests.JsonOf(Encoding.UTF8.GetBytes(Payload)));

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(Payload));
    }

    [Test]
    public async Task Carries_the_fields_of_a_platform()
    {
        EnvelopeFormat format = EnvelopeFormat.Fields(new EnvelopeFields { Version = null, ContentType = null, Ciphertext = "payload", EncryptedKey = "aesKey", Encoding = EnvelopeEncoding.Hex });
        void Choose(IServiceCollection services) => services.PostConfigure<JwtKitOptions>(options => options.Envelopes["kore"].Format = format);
        using PayloadFiles files = new();
        await using TestHost host = await TestHost.StartAsync(PayloadPair.MapEcho, files.Server(("BindContext", "false")), Choose);
        using PayloadClient client = new(files.Client(("BindContext", "false")), host.Client.BaseAddress!, add: Choose);

        using HttpResponseMessage response = await client.Http.PostAsync("/echo", RoundTripTests.JsonOf(Encoding.UTF8.GetBytes(Payload)));

        Assert.That((response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync()), Is.EqualTo(("application/json", Payload)));
    }

    [Test]
    public async Task Shows_nothing_of_the_payload_outside_of_the_encryption()
    {
        (string? Type, long? Length, bool IsEmpty) outside = default;
        await using PayloadPair pair = await PayloadPair.StartAsync(app =>
        {
            app.Use(async (context, next) =>
            {
                await next(context);
                byte[] left = new byte[10];
                outside = (context.Request.ContentType, context.Request.ContentLength, await context.Request.Body.ReadAsync(left) == 0);
            });
            PayloadPair.MapEcho(app);
        });

        _ = await RoundTripTests.PostAsync(pair, Payload);
        await pair.Host.StopAsync();

        Assert.That((outside.Type, outside.Length > Payload.Length, outside.IsEmpty), Is.EqualTo(("application/jose+json", true, true)));
    }

    private static byte[] FlipCiphertext(byte[] bytes)
    {
        int place = Encoding.Latin1.GetString(bytes).IndexOf("\"ciphertext\":\"", StringComparison.Ordinal);
        if (place >= 0)
        {
            bytes[place + 20] = bytes[place + 20] == (byte)'A' ? (byte)'B' : (byte)'A';
        }

        return bytes;
    }
}
