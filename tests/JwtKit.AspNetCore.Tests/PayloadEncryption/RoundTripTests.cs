using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class RoundTripTests
{
    private const string Marker = "the-plain-text-that-nobody-may-see";

    [TestCase(1024)]
    [TestCase(1024 * 1024)]
    [TestCase(50 * 1024 * 1024)]
    public async Task Carries_JSON_of_any_size_both_ways(int length)
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(server: [("MaximumLength", "80000000")], client: [("MaximumLength", "80000000")]);
        byte[] json = Json(length);

        using HttpResponseMessage response = await pair.Client.PostAsync("/echo", JsonOf(json));
        byte[] answer = await response.Content.ReadAsByteArrayAsync();

        Assert.That((response.StatusCode, response.Content.Headers.ContentType?.ToString(), SHA256.HashData(answer)), Is.EqualTo((HttpStatusCode.OK, "application/json; charset=utf-8", SHA256.HashData(json))));
    }

    [Test]
    public async Task Shows_a_proxy_no_plaintext()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync();

        using HttpResponseMessage response = await pair.Client.PostAsync("/echo", JsonOf(Json(100_000)));

        Assert.That(pair.Relay!.Seen, Does.Contain("POST /echo").And.Contain("HTTP/1.1 200").And.Not.Contain(Marker).And.Not.Contain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Marker))[..^4]));
    }

    [TestCase("JweJson", "application/jose+json")]
    [TestCase("JweCompact", "application/jose")]
    public async Task Is_in_the_format_that_is_configured(string format, string mediaType)
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(server: [("Format", format)], client: [("Format", format)]);

        string answer = await PostAsync(pair, "{}");

        Assert.That((answer, Count(pair.Relay!.Seen, $"Content-Type: {mediaType}\r\n")), Is.EqualTo(("{}", 2)));
    }

    [Test]
    public async Task Works_with_a_shared_key()
    {
        (string, string?)[] shared = [("PrivateKeyFile", null), ("RecipientKeyFile", null), ("SharedKey", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))];
        await using PayloadPair pair = await PayloadPair.StartAsync(server: shared, client: shared);

        Assert.That(await PostAsync(pair, """{"a":1}"""), Is.EqualTo("""{"a":1}"""));
    }

    [Test]
    public async Task Says_which_key_the_answer_is_for()
    {
        (string, string?)[] ours = [("KeyId", "ours 2026"), ("RecipientKeyId", "theirs")];
        await using PayloadPair pair = await PayloadPair.StartAsync(server: [("KeyId", "theirs"), ("RecipientKeyId", "ours 2026")], client: ours);

        string answer = await PostAsync(pair, "[1]");

        Assert.That((answer, pair.Relay!.Seen.Contains("JwtKit-Response-Key: ours 2026\r\n", StringComparison.Ordinal)), Is.EqualTo(("[1]", true)));
    }

    [Test]
    public async Task Works_without_a_context_and_says_no_request_id_then()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(server: [("BindContext", "false")], client: [("BindContext", "false")]);

        string answer = await PostAsync(pair, "{}");

        Assert.That((answer, pair.Relay!.Seen.Contains("Request-Id", StringComparison.OrdinalIgnoreCase)), Is.EqualTo(("{}", false)));
    }

    [Test]
    public async Task Works_without_a_request_body()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(static app =>
        {
            app.UseJwtKitPayloadEncryption();
            app.MapGet("/users/{id}", static (string id, string view) => $"user {id} {view}").RequirePayloadEncryption("kore");
        });

        string answer = await pair.Client.GetStringAsync("/users/j%20d%C3%B6?view=a%26b");

        Assert.That((answer, pair.Relay!.Seen.Contains("user j", StringComparison.Ordinal)), Is.EqualTo(("user j dö a&b", false)));
    }

    [Test]
    public async Task Seals_an_empty_post_too()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(static app =>
        {
            app.UseJwtKitPayloadEncryption();
            app.MapPost("/run", static (HttpContext context) => $"{context.Request.ContentLength} {context.Request.ContentType}|").RequirePayloadEncryption("kore");
        });

        using HttpResponseMessage response = await pair.Client.PostAsync("/run", content: null);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("0 |"));
    }

    [Test]
    public async Task Binds_a_model_and_answers_with_another()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(static app =>
        {
            app.UseJwtKitPayloadEncryption();
            app.MapGroup("/group").RequirePayloadEncryption("kore").MapPost("/sum", static (int[] numbers) => numbers.Sum());
        });

        using HttpResponseMessage response = await pair.Client.PostAsJsonAsync("/group/sum", new[] { 1, 2, 39 });

        Assert.That(await response.Content.ReadFromJsonAsync<int>(), Is.EqualTo(42));
    }

    [Test]
    public async Task Opens_what_comes_in_chunks()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(configure: static builder => builder.AddHttpMessageHandler(static () => new Chunking()));

        string answer = await PostAsync(pair, "{}");

        Assert.That((answer, pair.Relay!.Seen.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal)), Is.EqualTo(("{}", true)));
    }

    [Test]
    public async Task Works_when_the_client_waits_for_a_go_ahead()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, "/echo") { Content = JsonOf("{}"u8.ToArray()) };
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage response = await pair.Client.SendAsync(request);

        Assert.That((await response.Content.ReadAsStringAsync(), pair.Relay!.Seen.Contains("HTTP/1.1 100", StringComparison.Ordinal)), Is.EqualTo(("{}", true)));
    }

    [Test]
    public async Task Keeps_concurrent_exchanges_apart()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync();

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => PostAsync(pair, $"[{i}]")));

        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 64).Select(static i => $"[{i}]")));
    }

    [Test]
    public async Task Leaves_the_request_as_the_caller_made_it()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync();
        using HttpContent content = JsonOf("{}"u8.ToArray());
        using HttpRequestMessage request = new(HttpMethod.Post, "/echo") { Content = content };

        using HttpResponseMessage response = await pair.Client.SendAsync(request);

        Assert.That(request.Content, Is.SameAs(content));
    }

    [Test]
    public async Task Seals_each_attempt_anew()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync();
        using HttpClient retrying = new(new Repeating(pair.Client)) { BaseAddress = pair.Client.BaseAddress };

        using HttpResponseMessage response = await retrying.PostAsync("/echo", JsonOf("{}"u8.ToArray()));

        Assert.That(RequestIds(pair.Relay!.Seen).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Lets_nobody_read_the_answer_after_the_response()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, "/echo") { Content = JsonOf("""{"a":1}"""u8.ToArray()) };
        HttpResponseMessage response = await pair.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using Stream stream = await response.Content.ReadAsStreamAsync();

        response.Dispose();

        Assert.That(stream.CanRead, Is.False);
    }

    internal static HttpContent JsonOf(byte[] json) => new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

    internal static async Task<string> PostAsync(PayloadPair pair, string json)
    {
        using HttpContent content = JsonOf(Encoding.UTF8.GetBytes(json));
        using HttpResponseMessage response = await pair.Client.PostAsync("/echo", content);
        return await response.Content.ReadAsStringAsync();
    }

    private static byte[] Json(int length)
    {
        byte[] json = new byte[length];
        Array.Fill(json, (byte)'x');
        Encoding.ASCII.GetBytes($$"""{"a":"{{Marker}}""").CopyTo(json, 0);
        "\"}"u8.CopyTo(json.AsSpan(length - 2));
        return json;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static IEnumerable<string> RequestIds(string seen) =>
        seen.Split("\r\n").Where(static line => line.StartsWith("JwtKit-Request-Id:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Sends without a length, after the encryption.</summary>
    private sealed class Chunking : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.TransferEncodingChunked = true;
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Sends twice, as a handler for retries does.</summary>
    private sealed class Repeating(HttpClient client) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (int i = 0; ; i++)
            {
                HttpRequestMessage attempt = new(request.Method, request.RequestUri) { Content = request.Content };
                HttpResponseMessage response = await client.SendAsync(attempt, cancellationToken);
                if (i == 1)
                {
                    return response;
                }

                response.Dispose();
            }
        }
    }
}
