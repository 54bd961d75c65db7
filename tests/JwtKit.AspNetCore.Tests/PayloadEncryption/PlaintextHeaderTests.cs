using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Walks the table of the headers that speak of a payload: each row on both sides, in requests, responses and trailers.</summary>
[TestFixture]
internal sealed class PlaintextHeaderTests
{
    private PayloadPair pair = null!;

    private static IEnumerable<string> Dropped => Names(FieldDecision.Drop);

    private static IEnumerable<string> Kept => Names(FieldDecision.Keep).Append("X-Of-The-Application");

    private static IEnumerable<string> Refused => Names(FieldDecision.Refuse).Except(["Content-Encoding"]);

    /// <summary>What a response cannot have and be sealed is a case of its own.</summary>
    private static IEnumerable<string> LeftOut => Dropped.Concat(Refused).Except(["Content-Range"]);

    [OneTimeSetUp]
    public async Task StartAsync() => pair = await PayloadPair.StartAsync(static app =>
    {
        app.UseJwtKitPayloadEncryption();
        app.MapMethods("/fields", ["GET", "HEAD", "POST", "PUT"], AnswerAsync).RequirePayloadEncryption("kore");
    });

    [OneTimeTearDown]
    public async Task StopAsync() => await pair.DisposeAsync();

    [TestCaseSource(nameof(Dropped))]
    public async Task A39_Leaves_a_field_out_of_the_request(string name)
    {
        string seen = await SendAsync("POST", name, "of-request-" + name);

        Assert.That((seen, IsOnTheWire("of-request-" + name)), Is.EqualTo((string.Empty, false)));
    }

    [TestCaseSource(nameof(LeftOut))]
    public async Task A39_Leaves_a_field_out_of_the_response(string name)
    {
        using HttpResponseMessage response = await pair.Client.GetAsync($"/fields?set={name}");

        Assert.That((response.StatusCode, IsOnTheWire("of-response-" + name), Has(response, name)), Is.EqualTo((HttpStatusCode.OK, false, false)));
    }

    [TestCaseSource(nameof(LeftOut))]
    public async Task A39_Leaves_a_field_out_that_is_set_when_the_response_starts(string name)
    {
        using HttpResponseMessage response = await pair.Client.GetAsync($"/fields?late={name}");

        Assert.That((response.StatusCode, IsOnTheWire("of-late-response-" + name)), Is.EqualTo((HttpStatusCode.OK, false)));
    }

    [TestCaseSource(nameof(LeftOut))]
    public async Task A39_Leaves_a_field_out_of_a_response_without_a_body(string name)
    {
        using HttpRequestMessage head = new(HttpMethod.Head, $"/fields?set={name}");
        using HttpResponseMessage response = await pair.Client.SendAsync(head);
        using HttpResponseMessage unchanged = await pair.Client.GetAsync($"/fields?set={name}&status=304");

        Assert.That((response.StatusCode, unchanged.StatusCode, IsOnTheWire("of-response-" + name)), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NotModified, false)));
    }

    [TestCaseSource(nameof(Dropped))]
    public async Task A39_Leaves_a_field_out_of_the_trailers_of_a_response(string name)
    {
        using HttpResponseMessage response = await pair.Client.GetAsync($"/fields?trailer={name}");

        Assert.That((response.StatusCode, IsOnTheWire("of-trailer-" + name)), Is.EqualTo((HttpStatusCode.OK, false)));
    }

    [TestCaseSource(nameof(Dropped))]
    public async Task A39_Shows_an_endpoint_no_field_that_came_beside_the_ciphertext(string name)
    {
        RawExchange exchange = new() { Target = $"/fields?see={name}" };
        (Answer answer, byte[] bytes) = await exchange.SendAsync(pair.Host, exchange.Seal("{}"), headers: (name, "from-outside"));

        Assert.That((answer.Status, exchange.Open(bytes, 200)), Is.EqualTo((HttpStatusCode.OK, string.Empty)));
    }

    [Test]
    public async Task A39_Shows_a_client_no_field_and_no_trailer_that_came_beside_the_ciphertext()
    {
        string[] names = [.. Dropped.Except(["Trailer", "Content-MD5"])];
        using PayloadFiles files = new();
        await using StubServer server = await StubServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/jose+json";
            foreach (string name in names)
            {
                context.Response.Headers[name] = "from-outside";
            }

            await context.Response.Body.WriteAsync(StubServer.Seal(context.Request, "{}"));
        });
        using PayloadClient client = new(files.Client(), server.Address, builder => builder.AddHttpMessageHandler(() => new Trailing([.. names, "X-Of-The-Application"])));

        using HttpResponseMessage response = await client.Http.GetAsync("/");

        Assert.That((await response.Content.ReadAsStringAsync(), names.Where(name => Has(response, name)), response.TrailingHeaders), Is.EqualTo(("{}", Array.Empty<string>(), Array.Empty<object>())));
    }

    [Test]
    public async Task A39_Shows_an_endpoint_no_trailer_of_the_request()
    {
        RawExchange exchange = new() { Target = "/fields?see=Repr-Digest" };
        byte[] body = exchange.Seal("{}");
        string head = $"POST {exchange.Target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nJwtKit-Request-Id: {exchange.RequestId}\r\nContent-Type: application/jose+json\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n";
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, pair.Host.Client.BaseAddress!.Port);
        await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body, .. "\r\n0\r\nRepr-Digest: from-outside\r\n\r\n"u8]);
        using StreamReader reader = new(client.GetStream());
        string response = await reader.ReadToEndAsync();

        Assert.That(exchange.Open(Encoding.ASCII.GetBytes(response[(response.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]), 200), Is.Empty);
    }

    [TestCaseSource(nameof(Kept))]
    public async Task Keeps_a_field_that_says_nothing_of_the_payload(string name)
    {
        string seen = await SendAsync("POST", name, "of-request-" + name);
        using HttpResponseMessage response = await pair.Client.GetAsync($"/fields?set={name}");

        Assert.That((seen, IsOnTheWire("of-request-" + name), IsOnTheWire("of-response-" + name)), Is.EqualTo(("of-request-" + name, true, true)));
    }

    [TestCaseSource(nameof(Refused))]
    public void A39_Sends_no_request_that_would_mean_something_else_without_a_field(string name) => Assert.That(
        () => SendAsync("PUT", name, "of-refused-" + name),
        Throws.InvalidOperationException.With.Message.EqualTo(
            $"The request has the header {name}, which speaks of the payload and would be readable beside it, and without which the request would mean something else; put it into the payload."));

    [TestCase("GET", "If-None-Match")]
    [TestCase("HEAD", "If-None-Match")]
    [TestCase("POST", "Content-Range")]
    public async Task A39_Leaves_out_a_condition_without_which_the_response_is_whole(string method, string name)
    {
        _ = await SendAsync(method, name, $"of-condition-{method}-{name}");

        Assert.That(IsOnTheWire($"of-condition-{method}-{name}"), Is.False);
    }

    [TestCase("If-Match")]
    [TestCase("If-None-Match")]
    public async Task Sends_a_condition_that_says_nothing(string name) => Assert.That(await SendAsync("PUT", name, "*"), Is.EqualTo("*"));

    [Test]
    public async Task Gives_the_caller_back_the_headers_of_the_request()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/fields");
        request.Headers.TryAddWithoutValidation("Repr-Digest", ["a", "b"]);

        using HttpResponseMessage response = await pair.Client.SendAsync(request);

        Assert.That(request.Headers.GetValues("Repr-Digest"), Is.EqualTo(new[] { "a", "b" }));
    }

    [TestCase("GET", "If-None-Match", "\"v1\"", "")]
    [TestCase("GET", "If-Modified-Since", "Mon, 04 May 2026 10:00:00 GMT", "")]
    [TestCase("PUT", "If-Match", "\"v1\"", "\"v1\"")]
    [TestCase("PUT", "If-None-Match", "\"v1\"", "\"v1\"")]
    [TestCase("PUT", "If-Unmodified-Since", "Mon, 04 May 2026 10:00:00 GMT", "Mon, 04 May 2026 10:00:00 GMT")]
    public async Task Shows_an_endpoint_only_the_conditions_of_a_change(string method, string name, string value, string expected)
    {
        RawExchange exchange = new() { Method = method, Target = $"/fields?see={name}" };
        (Answer answer, byte[] bytes) = await exchange.SendAsync(pair.Host, method == "GET" ? null : exchange.Seal("{}"), headers: (name, value));

        Assert.That((answer.Status, exchange.Open(bytes, 200)), Is.EqualTo((HttpStatusCode.OK, expected)));
    }

    [Test]
    public async Task Tells_for_HEAD_the_media_type_that_GET_has()
    {
        using HttpRequestMessage request = new(HttpMethod.Head, "/fields?set=Content-Type");

        using HttpResponseMessage response = await pair.Host.Client.SendAsync(WithId(request));

        Assert.That((response.Content.Headers.ContentType?.ToString(), IsOnTheWire("of-response-Content-Type")), Is.EqualTo(("application/jose+json", false)));
    }

    [Test]
    public void Has_each_field_once_with_a_reason() => Assert.That(
        (PayloadFields.All.Select(static row => row.Name.ToUpperInvariant()).Distinct().Count(), PayloadFields.All.Count(static row => row.Reason.Length > 10)),
        Is.EqualTo((PayloadFields.All.Count, PayloadFields.All.Count)));

    [TestCase("content-digest", ExpectedResult = FieldDecision.Drop)]
    [TestCase("CONTENT-SOMETHING-NEW", ExpectedResult = FieldDecision.Drop)]
    [TestCase("content-security-policy", ExpectedResult = FieldDecision.Keep)]
    [TestCase("x-amz-checksum-crc32c", ExpectedResult = FieldDecision.Drop)]
    public FieldDecision? Finds_a_field_in_whatever_case(string name) => PayloadFields.Find(name)?.Decision;

    private static IEnumerable<string> Names(FieldDecision decision) =>
        PayloadFields.All.Where(row => row.Decision == decision).Select(static row => row.Name.Replace("*", "Other", StringComparison.Ordinal));

    private static bool Has(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).Any(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static HttpRequestMessage WithId(HttpRequestMessage request)
    {
        request.Headers.Add("JwtKit-Request-Id", "AAAAAAAAAAAAAAAAAAAAAA");
        return request;
    }

    /// <summary>Sets what the address names, and answers with the header of the request that it names.</summary>
    private static async Task AnswerAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        if (query["set"] is [{ } name])
        {
            context.Response.Headers[name] = "of-response-" + name;
        }

        if (query["late"] is [{ } late])
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[late] = "of-late-response-" + late;
                return Task.CompletedTask;
            });
        }

        if (query["trailer"] is [{ } trailer] && context.Response.SupportsTrailers())
        {
            context.Response.AppendTrailer(trailer, "of-trailer-" + trailer);
        }

        if (query["status"] is [{ } status])
        {
            context.Response.StatusCode = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture);
            return;
        }

        if (query["see"] is [{ } see] && !HttpMethods.IsHead(context.Request.Method))
        {
            string trailing = context.Request.SupportsTrailers() ? context.Request.GetTrailer(see).ToString() : string.Empty;
            await context.Response.WriteAsync(context.Request.Headers[see] + trailing);
        }
    }

    /// <summary>Sends a request with this field; gives what the endpoint sees of it.</summary>
    private async Task<string> SendAsync(string method, string name, string value)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), $"/fields?see={name}");
        request.Content = method is "GET" or "HEAD" ? null : new ByteArrayContent([1, 2, 3]);
        if (!request.Headers.TryAddWithoutValidation(name, value))
        {
            request.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await pair.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private bool IsOnTheWire(string text) => pair.Relay!.Seen.Contains(text, StringComparison.Ordinal);

    /// <summary>Stands for a server that sends trailers.</summary>
    private sealed class Trailing(string[] names) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            Array.ForEach(names, name => response.TrailingHeaders.TryAddWithoutValidation(name, "from-outside"));
            return response;
        }
    }
}
