using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>What an application may do with its response.</summary>
[TestFixture]
internal sealed class AnswerTests
{
    private const string Plain = "plain-text-of-the-answer";

    private static readonly (string Name, RequestDelegate Write)[] Ways =
    [
        ("body", static context => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Plain)).AsTask()),
        ("started", static async context =>
        {
            await context.Response.StartAsync();
            await context.Response.WriteAsync(Plain);
            await context.Response.CompleteAsync();
        }),
        ("writer", static async context =>
        {
            Encoding.UTF8.GetBytes(Plain, context.Response.BodyWriter.GetSpan(100));
            context.Response.BodyWriter.Advance(Plain.Length);
            await context.Response.BodyWriter.FlushAsync();
        }),
        ("unflushed", static context =>
        {
            Encoding.UTF8.GetBytes(Plain, context.Response.BodyWriter.GetSpan(100));
            context.Response.BodyWriter.Advance(Plain.Length);
            return Task.CompletedTask;
        }),
        ("flushes", static async context =>
        {
            context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
            await context.Response.WriteAsync(Plain[..5]);
            await context.Response.Body.FlushAsync();
            await context.Response.WriteAsync(Plain[5..]);
        }),
        ("length", static context =>
        {
            context.Response.ContentLength = Plain.Length;
            return context.Response.WriteAsync(Plain);
        }),
        ("file", static async context =>
        {
            using TemporaryFile file = new(Plain);
            await context.Response.SendFileAsync(file.Path, 0, null);
        }),
        ("fileResult", static async context =>
        {
            using TemporaryFile file = new(Plain);
            await TypedResults.PhysicalFile(file.Path, "text/plain", enableRangeProcessing: true).ExecuteAsync(context);
        }),
    ];

    private static IEnumerable<string> Names => Ways.Select(static way => way.Name);

    [TestCaseSource(nameof(Names))]
    public async Task Arrives_in_whatever_way_it_is_written(string way)
    {
        await using PayloadPair pair = await StartAsync(Ways.Single(candidate => candidate.Name == way).Write);

        string answer = await pair.Client.GetStringAsync("/");

        Assert.That((answer, pair.Relay!.Seen.Contains(Plain, StringComparison.Ordinal)), Is.EqualTo((Plain, false)));
    }

    [Test]
    public async Task Says_how_long_the_encrypted_body_is()
    {
        await using PayloadPair pair = await StartAsync(Ways[0].Write);

        _ = await pair.Client.GetStringAsync("/");

        Assert.That(pair.Relay!.Seen, Does.Match("Content-Length: [0-9]{3}\r\n").And.Not.Contain("chunked"));
    }

    [TestCase(204)]
    [TestCase(205)]
    [TestCase(304)]
    public async Task Stays_empty_where_it_has_no_body(int status)
    {
        await using PayloadPair pair = await StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        using HttpResponseMessage response = await pair.Client.GetAsync("/");

        Assert.That(((int)response.StatusCode, (await response.Content.ReadAsByteArrayAsync()).Length), Is.EqualTo((status, 0)));
    }

    [Test]
    public async Task Stays_empty_for_HEAD_and_tells_no_length()
    {
        await using PayloadPair pair = await StartAsync(static context =>
        {
            context.Response.ContentLength = 12345;
            return context.Response.WriteAsync(Plain);
        });
        using HttpRequestMessage request = new(HttpMethod.Head, "/");

        using HttpResponseMessage response = await pair.Client.SendAsync(request);

        Assert.That((response.StatusCode, pair.Relay!.Seen.Contains("12345", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.OK, false)));
    }

    [TestCase(200)]
    [TestCase(404)]
    [TestCase(302)]
    public async Task Is_sealed_also_where_it_is_empty(int status)
    {
        await using PayloadPair pair = await StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        using HttpResponseMessage response = await pair.Client.GetAsync("/");

        Assert.That(((int)response.StatusCode, await response.Content.ReadAsStringAsync(), pair.Relay!.Seen.Contains("ciphertext", StringComparison.Ordinal)), Is.EqualTo((status, string.Empty, true)));
    }

    [Test]
    public async Task Is_encrypted_where_it_is_an_error_of_the_application()
    {
        await using PayloadPair pair = await StartAsync(static context => TypedResults.Problem(Plain, statusCode: 409).ExecuteAsync(context));

        using HttpResponseMessage response = await pair.Client.GetAsync("/");

        Assert.That(
            (response.StatusCode, response.Content.Headers.ContentType?.MediaType, (await response.Content.ReadAsStringAsync()).Contains(Plain, StringComparison.Ordinal), pair.Relay!.Seen.Contains(Plain, StringComparison.Ordinal)),
            Is.EqualTo((HttpStatusCode.Conflict, "application/problem+json", true, false)));
    }

    [Test]
    public async Task Is_an_encrypted_error_where_the_endpoint_fails_halfway()
    {
        await using PayloadPair pair = await StartAsync(static async context =>
        {
            await context.Response.WriteAsync(Plain);
            await context.Response.Body.FlushAsync();
            throw new InvalidOperationException("halfway");
        });

        using HttpResponseMessage response = await pair.Client.GetAsync("/");
        string body = await response.Content.ReadAsStringAsync();

        Assert.That((response.StatusCode, body.Contains("endpoint_failed", StringComparison.Ordinal), body.Contains(Plain, StringComparison.Ordinal), pair.Relay!.Seen.Contains("endpoint_failed", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.InternalServerError, true, false, false)));
    }

    [Test]
    public async Task Is_an_encrypted_error_where_it_is_too_long()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(
            static app =>
            {
                app.UseJwtKitPayloadEncryption();
                app.MapGet("/", static (HttpContext context) => context.Response.WriteAsync(new string('x', 100_000))).RequirePayloadEncryption("kore", static options => options.MaximumLength = 50_000);
            });

        using HttpResponseMessage response = await pair.Client.GetAsync("/");

        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.InternalServerError, """{"type":"https://tools.ietf.org/html/rfc9110#section-15.6.1","title":"The answer is longer than this endpoint may give.","status":500,"code":"response_too_large"}""")));
    }

    [Test]
    public async Task Is_an_encrypted_error_where_it_is_shorter_than_announced()
    {
        await using PayloadPair pair = await StartAsync(static context =>
        {
            context.Response.ContentLength = Plain.Length + 1;
            return context.Response.WriteAsync(Plain);
        });

        using HttpResponseMessage response = await pair.Client.GetAsync("/");

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("endpoint_failed").And.Not.Contain(Plain));
    }

    [Test]
    public async Task Is_that_of_the_last_writer_where_middleware_buffers_inside()
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(static app =>
        {
            app.UseJwtKitPayloadEncryption();
            app.Use(static async (context, next) =>
            {
                Stream outer = context.Response.Body;
                using MemoryStream buffer = new();
                context.Response.Body = buffer;
                await next(context);
                context.Response.Body = outer;
                await outer.WriteAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(buffer.ToArray()).ToUpperInvariant()));
            });
            app.MapGet("/", static () => Plain).RequirePayloadEncryption("kore");
        });

        Assert.That(await pair.Client.GetStringAsync("/"), Is.EqualTo(Plain.ToUpperInvariant()));
    }

    [TestCase("Content-Encoding", "gzip")]
    [TestCase("Content-Type", "application/jwt")]
    public async Task Is_refused_where_it_cannot_be_said_inside(string header, string value)
    {
        await using PayloadPair pair = await StartAsync(context =>
        {
            context.Response.Headers[header] = value;
            return context.Response.WriteAsync(Plain);
        });

        using HttpResponseMessage response = await pair.Client.GetAsync("/");

        Assert.That((response.StatusCode, (await response.Content.ReadAsStringAsync()).Contains("response_unsupported", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.InternalServerError, true)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Is_not_compressed_by_middleware_on_either_side(bool isOutside)
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(
            app =>
            {
                _ = isOutside ? app.UseResponseCompression().UseJwtKitPayloadEncryption() : app.UseJwtKitPayloadEncryption().UseResponseCompression();
                app.MapGet("/", static (HttpContext context) =>
                {
                    context.Response.ContentType = "application/json";
                    return context.Response.WriteAsync(new string('x', 10_000));
                }).RequirePayloadEncryption("kore");
            },
            services: static services => services.AddResponseCompression(static options => options.MimeTypes = ["application/json", "application/jose+json"]));
        using HttpRequestMessage request = new(HttpMethod.Get, "/");
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using HttpResponseMessage response = await pair.Client.SendAsync(request);

        Assert.That(((await response.Content.ReadAsStringAsync()).Length, pair.Relay!.Seen.Contains("Content-Encoding", StringComparison.OrdinalIgnoreCase)), Is.EqualTo((10_000, false)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Is_that_of_the_exception_handler_inside_and_never_plain(bool isOutside)
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(app =>
        {
            ExceptionHandlerOptions options = new() { ExceptionHandler = static context => context.Response.WriteAsync("handled " + Plain) };
            _ = isOutside ? app.UseExceptionHandler(options).UseJwtKitPayloadEncryption() : app.UseJwtKitPayloadEncryption().UseExceptionHandler(options);
            app.MapGet("/", static async (HttpContext context) =>
            {
                await context.Response.WriteAsync("half");
                throw new InvalidOperationException("halfway");
            }).RequirePayloadEncryption("kore");
        });

        using HttpResponseMessage response = await pair.Client.GetAsync("/");
        string body = await response.Content.ReadAsStringAsync();

        Assert.That(
            (response.StatusCode, isOutside ? body.Contains("endpoint_failed", StringComparison.Ordinal) : body == "handled " + Plain, pair.Relay!.Seen.Contains(Plain, StringComparison.Ordinal)),
            Is.EqualTo((HttpStatusCode.InternalServerError, true, false)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Is_not_written_over_by_status_code_pages(bool isOutside)
    {
        await using PayloadPair pair = await PayloadPair.StartAsync(app =>
        {
            _ = isOutside ? app.UseStatusCodePages().UseJwtKitPayloadEncryption() : app.UseJwtKitPayloadEncryption().UseStatusCodePages();
            app.MapGet("/", static () => TypedResults.NotFound()).RequirePayloadEncryption("kore");
        });

        using HttpResponseMessage response = await pair.Client.GetAsync("/");

        Assert.That(
            (response.StatusCode, (await response.Content.ReadAsStringAsync()).TrimEnd(), pair.Relay!.Seen.Contains("Status Code", StringComparison.Ordinal)),
            Is.EqualTo((HttpStatusCode.NotFound, isOutside ? string.Empty : "Status Code: 404; Not Found", false)));
    }

    [Test]
    public async Task Does_not_leave_by_an_upgrade()
    {
        await using PayloadPair pair = await StartAsync(static context => context.Response.WriteAsync(
            $"{context.WebSockets.IsWebSocketRequest} {context.Features.Get<IHttpUpgradeFeature>() is null} {context.Response.SupportsTrailers()}"));

        Assert.That(await pair.Client.GetStringAsync("/"), Is.EqualTo("False True False"));
    }

    private static Task<PayloadPair> StartAsync(RequestDelegate write) => PayloadPair.StartAsync(app =>
    {
        app.UseJwtKitPayloadEncryption();
        app.MapMethods("/", ["GET", "HEAD"], write).RequirePayloadEncryption("kore");
    });
}
