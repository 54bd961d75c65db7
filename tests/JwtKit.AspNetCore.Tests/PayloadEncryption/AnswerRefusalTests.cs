using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>What a client refuses to take for an answer.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AnswerRefusalTests : IDisposable
{
    private const string Payload = """{"secret":"nobody-may-see"}""";
    private const string Uniform = "The answer cannot be decrypted: it was changed or cut off, or is for another request or another key. Its status is 200.";

    private readonly PayloadFiles files = new();

    public void Dispose() => files.Dispose();

    [Test]
    public async Task Takes_what_follows_the_documented_protocol()
    {
        await using StubServer server = await StubServer.StartAsync(static context => AnswerAsync(context, StubServer.Seal(context.Request, Payload)));
        using PayloadClient client = new(files.Client(), server.Address);

        Assert.That(await client.Http.GetStringAsync("/a?b=c"), Is.EqualTo(Payload));
    }

    [Test]
    public async Task Refuses_each_changed_or_truncated_answer_in_the_same_way()
    {
        int place = 0;
        await using StubServer server = await StubServer.StartAsync(context =>
        {
            byte[] sealedText = StubServer.Seal(context.Request, Payload);
            if (place < 0)
            {
                return AnswerAsync(context, sealedText[..^-place]);
            }

            sealedText[place % sealedText.Length] ^= 1;
            return AnswerAsync(context, sealedText);
        });
        using PayloadClient client = new(files.Client(), server.Address);
        HashSet<string> messages = [];
        for (place = -100; place < 700; place += 9)
        {
            messages.Add(Assert.CatchAsync<HttpRequestException>(() => client.Http.GetStringAsync("/"))!.Message);
        }

        Assert.That(messages, Is.EquivalentTo([Uniform]));
    }

    [Test]
    public Task Refuses_the_answer_to_another_request() => AssertRefusedAsync(static request => StubServer.Seal(request, Payload, requestId: "AAAAAAAAAAAAAAAAAAAAAA"));

    [Test]
    public Task Refuses_the_answer_of_another_address() => AssertRefusedAsync(static request => StubServer.Seal(request, Payload, target: "/other"));

    [Test]
    public Task Refuses_the_answer_of_another_status() => AssertRefusedAsync(static request => StubServer.Seal(request, Payload, status: 404));

    [Test]
    public Task Refuses_an_answer_for_another_key() => AssertRefusedAsync(static request => StubServer.Seal(request, Payload, receiver: PayloadKeys.Other));

    [Test]
    public Task Refuses_its_own_request_as_an_answer() => AssertRefusedAsync(
        static request => new RawExchange { Method = "GET", Target = "/", RequestId = request.Headers["JwtKit-Request-Id"].ToString(), Receiver = PayloadKeys.Client }.Seal(Payload));

    [TestCase(200, "application/json", Payload, "The answer is not encrypted: it has not the media type application/jose+json. Its status is 200.")]
    [TestCase(200, "application/problem+json", Payload, "The answer is not encrypted: it has not the media type application/jose+json. Its status is 200.")]
    [TestCase(502, "text/html", Payload, "The answer is not encrypted: it has not the media type application/jose+json. Its status is 502.")]
    [TestCase(200, "application/jose+json", Payload, Uniform)]
    [TestCase(200, "application/jose+json", "", Uniform)]
    [TestCase(200, "", "", "The answer is not encrypted: it has not the media type application/jose+json. Its status is 200.")]
    public async Task Refuses_a_plain_answer_without_showing_it(int status, string contentType, string body, string expected)
    {
        await using StubServer server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return AnswerAsync(context, Encoding.UTF8.GetBytes(body), contentType.Length == 0 ? null : contentType);
        });
        using PayloadClient client = new(files.Client(), server.Address);

        HttpRequestException refusal = Assert.CatchAsync<HttpRequestException>(() => client.Http.GetStringAsync("/"))!;

        Assert.That((refusal.Message, (int?)refusal.StatusCode, refusal.ToString().Contains("nobody-may-see", StringComparison.Ordinal)), Is.EqualTo((expected, status, false)));
    }

    [TestCase(403, "application/problem+json", """{"code":"caller_key_missing"}""")]
    [TestCase(401, "application/json", """{"errors":[{"msg":"error verifying the jwt: possibly a replay","code":401}]}""")]
    [TestCase(401, null, "")]
    [TestCase(503, null, "")]
    public async Task Lets_errors_without_content_and_plain_JSON_through(int status, string? contentType, string body)
    {
        await using StubServer server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return AnswerAsync(context, Encoding.UTF8.GetBytes(body), contentType);
        });
        using PayloadClient client = new(files.Client(), server.Address);

        using HttpResponseMessage response = await client.Http.GetAsync("/");

        Assert.That(((int)response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((status, body)));
    }

    [Test]
    public async Task Refuses_an_outer_encoding()
    {
        await using StubServer server = await StubServer.StartAsync(static context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return AnswerAsync(context, StubServer.Seal(context.Request, Payload));
        });
        using PayloadClient client = new(files.Client(), server.Address);

        Assert.That(
            () => client.Http.GetStringAsync("/"),
            Throws.InstanceOf<HttpRequestException>().With.Message.EqualTo("The answer has a Content-Encoding; an encrypted one has none. Its status is 200."));
    }

    [Test]
    public async Task Refuses_an_answer_beyond_its_limit()
    {
        await using StubServer server = await StubServer.StartAsync(static context => AnswerAsync(context, StubServer.Seal(context.Request, new string('x', 5000))));
        using PayloadClient client = new(files.Client(("MaximumLength", "5000")), server.Address);

        Assert.That(
            () => client.Http.GetStringAsync("/"),
            Throws.InstanceOf<HttpRequestException>().With.Message.EqualTo("The answer has more than 5000 bytes; MaximumLength of the payload encryption raises the limit. Its status is 200."));
    }

    [Test]
    public async Task Refuses_an_answer_that_breaks_off()
    {
        await using StubServer server = await StubServer.StartAsync(static context => AnswerAsync(context, StubServer.Seal(context.Request, Payload)));
        await using Relay relay = new(server.Address.Port, static (isClient, bytes) => isClient ? bytes : bytes[..^100]);
        using PayloadClient client = new(files.Client(), relay.Address);

        Assert.That(() => client.Http.GetStringAsync("/"), Throws.InstanceOf<HttpRequestException>().With.Message.EqualTo("The answer broke off. Its status is 200."));
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task Follows_no_redirect(int status)
    {
        int others = 0;
        await using StubServer other = await StubServer.StartAsync(context =>
        {
            others++;
            return AnswerAsync(context, StubServer.Seal(context.Request, Payload));
        });
        await using StubServer server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = other.Address.AbsoluteUri;
            return Task.CompletedTask;
        });
        using PayloadClient client = new(files.Client(), server.Address, static builder => builder.ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = true }));

        using HttpResponseMessage response = await client.Http.PostAsync("/", RoundTripTests.JsonOf([]));

        Assert.That(((int)response.StatusCode, others), Is.EqualTo((status, 0)));
    }

    [TestCase(302, false)]
    [TestCase(307, false)]
    [TestCase(307, true)]
    public async Task Sends_no_payload_elsewhere_where_a_handler_of_the_host_follows_redirects(int status, bool waits)
    {
        long? received = null;
        await using StubServer other = await StubServer.StartAsync(async context =>
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body);
            received = body.Length;
        });
        await using StubServer server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = other.Address.AbsoluteUri;
            return Task.CompletedTask;
        });
        using PayloadClient client = new(files.Client(), server.Address, static builder => builder.ConfigurePrimaryHttpMessageHandler(static () => new Following()));
        client.Http.DefaultRequestHeaders.ExpectContinue = waits;

        Assert.That(
            () => client.Http.PostAsync("/", RoundTripTests.JsonOf(Encoding.UTF8.GetBytes(Payload))),
            Throws.InstanceOf<HttpRequestException>().With.Message.Contains("redirect"));
        Assert.That(received, Is.Null.Or.Zero);
    }

    /// <summary>.NET's own handler makes a GET of a POST that is redirected, on the same request: the response to the GET answers nothing that was asked.</summary>
    [Test]
    public async Task Takes_no_response_to_a_get_for_that_to_a_post()
    {
        await using StubServer server = await StubServer.StartAsync(static context =>
        {
            if (HttpMethods.IsGet(context.Request.Method))
            {
                return AnswerAsync(context, StubServer.Seal(context.Request, Payload));
            }

            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = "/";
            return Task.CompletedTask;
        });
        using PayloadClient client = new(files.Client(), server.Address, static builder => builder.ConfigurePrimaryHttpMessageHandler(static () => new Following()));
        using HttpRequestMessage request = new(HttpMethod.Post, "/") { Content = RoundTripTests.JsonOf([1]) };

        Assert.That(() => client.Http.SendAsync(request), Throws.InstanceOf<HttpRequestException>());
        Assert.That(request.Method, Is.EqualTo(HttpMethod.Post));
    }

    [Test]
    public async Task Lets_a_handler_behind_find_the_server()
    {
        await using StubServer server = await StubServer.StartAsync(static context => AnswerAsync(context, StubServer.Seal(context.Request, Payload)));
        using PayloadClient client = new(files.Client(), new Uri("http://service.example"), builder => builder.AddHttpMessageHandler(() => new Locating(server.Address)));

        using HttpResponseMessage response = await client.Http.PostAsync("/a", RoundTripTests.JsonOf([1]));

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(Payload));
    }

    [Test]
    public void Does_not_send_synchronously()
    {
        using PayloadClient client = new(files.Client(), new Uri("http://127.0.0.1:9"));
        using HttpRequestMessage request = new(HttpMethod.Get, "/");

        Assert.That(() => client.Http.Send(request), Throws.InstanceOf<NotSupportedException>());
    }

    [Test]
    public void Does_not_encrypt_what_was_compressed_before()
    {
        using PayloadClient client = new(files.Client(), new Uri("http://127.0.0.1:9"));
        using HttpContent content = RoundTripTests.JsonOf([1]);
        content.Headers.ContentEncoding.Add("gzip");

        Assert.That(
            () => client.Http.PostAsync("/", content),
            Throws.InvalidOperationException.With.Message.EqualTo("The request body has a Content-Encoding, which no header can declare once it is encrypted; send it uncompressed."));
    }

    [Test]
    public void Does_not_send_more_than_its_limit()
    {
        using PayloadClient client = new(files.Client(("MaximumLength", "5000")), new Uri("http://127.0.0.1:9"));

        Assert.That(
            () => client.Http.PostAsync("/", RoundTripTests.JsonOf(new byte[5001])),
            Throws.InstanceOf<InvalidOperationException>().With.Message.EqualTo("The payload has more than 5000 bytes, which is the limit here; MaximumLength of the payload encryption raises it."));
    }

    [Test]
    public async Task Ends_when_it_is_cancelled()
    {
        TaskCompletionSource arrived = new();
        await using StubServer server = await StubServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/jose+json";
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        });
        using PayloadClient client = new(files.Client(), server.Address);
        using CancellationTokenSource cancellation = new();

        Task<HttpResponseMessage> sending = client.Http.GetAsync("/", cancellation.Token);
        await arrived.Task;
        await cancellation.CancelAsync();

        Assert.That(async () => await sending, Throws.InstanceOf<OperationCanceledException>());
    }

    private static async Task AnswerAsync(HttpContext context, byte[] body, string? contentType = "application/jose+json")
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    private async Task AssertRefusedAsync(Func<HttpRequest, byte[]> answer)
    {
        await using StubServer server = await StubServer.StartAsync(context => AnswerAsync(context, answer(context.Request)));
        using PayloadClient client = new(files.Client(), server.Address);

        Assert.That(() => client.Http.GetStringAsync("/"), Throws.InstanceOf<HttpRequestException>().With.Message.EqualTo(Uniform));
    }

    /// <summary>Hides from the library that it follows redirects.</summary>
    private sealed class Following() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = true });

    /// <summary>Stands for service discovery.</summary>
    private sealed class Locating(Uri server) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Uri? given = request.RequestUri;
            request.RequestUri = new Uri(server, given!.PathAndQuery);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                request.RequestUri = given;
            }
        }
    }
}
