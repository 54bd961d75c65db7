using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>The body of a caller who is refused is not read.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PayloadAuthorizationTests : IDisposable
{
    private const string Late =
        "The endpoint 'HTTP: POST /echo' requires authorization and payload encryption, and authorization has not run: call app.UseJwtKitPayloadEncryption() after app.UseAuthorization(), so that the body of a caller who is refused is not read.";

    private readonly PayloadFiles files = new();
    private Counting? body;

    public void Dispose() => files.Dispose();

    [Test]
    public async Task Reads_no_byte_of_a_caller_who_is_not_authorized()
    {
        await using TestHost host = await StartAsync(isOrdered: true, static endpoint => endpoint.RequireAuthorization());
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nJwtKit-Request-Id: AAAAAAAAAAAAAAAAAAAAAA\r\nContent-Type: application/jose+json\r\nContent-Length: 30000000\r\n\r\n"));
        using StreamReader reader = new(client.GetStream());

        Assert.That((await reader.ReadLineAsync(), body!.Reads), Is.EqualTo(("HTTP/1.1 401 Unauthorized", 0)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Fails_where_authorization_comes_later(bool isFallback)
    {
        await using TestHost host = await StartAsync(
            isOrdered: false,
            endpoint => _ = isFallback ? endpoint : endpoint.RequireAuthorization(),
            options => options.FallbackPolicy = isFallback ? options.DefaultPolicy : null);

        (Answer answer, _) = await new RawExchange().SendAsync(host, new RawExchange().Seal("{}"));

        Assert.That((answer.Status, body!.Reads, host.Log.All.Any(static line => line.Contains(Late, StringComparison.Ordinal))), Is.EqualTo((HttpStatusCode.InternalServerError, 0, true)));
    }

    [Test]
    public async Task Serves_an_endpoint_for_everyone_whatever_the_order()
    {
        await using TestHost host = await StartAsync(isOrdered: false, static endpoint => endpoint.AllowAnonymous(), static options => options.FallbackPolicy = options.DefaultPolicy);
        RawExchange exchange = new();

        (Answer answer, byte[] bytes) = await exchange.SendAsync(host, exchange.Seal("{}"));

        Assert.That((answer.Status, exchange.Open(bytes, 200)), Is.EqualTo((HttpStatusCode.OK, "{}")));
    }

    [Test]
    public async Task Serves_a_caller_who_is_authorized()
    {
        await using TestHost host = await StartAsync(isOrdered: true, static endpoint => endpoint.RequireAuthorization());
        RawExchange exchange = new();

        (Answer answer, byte[] bytes) = await exchange.SendAsync(host, exchange.Seal("{}"), headers: ("X-Known", "yes"));

        Assert.That((answer.Status, exchange.Open(bytes, 200)), Is.EqualTo((HttpStatusCode.OK, "{}")));
    }

    [Test]
    public async Task Reads_no_byte_of_a_caller_without_a_key()
    {
        await using TestHost host = await StartAsync(isOrdered: true, static _ => { }, null, ("RecipientKeyFile", null), ("Callers:0:Caller", "cs-1"), ("Callers:0:KeyFile", files.ClientPublic));

        (Answer answer, _) = await new RawExchange().SendAsync(host, new RawExchange().Seal("{}"));

        Assert.That((answer.Code, body!.Reads), Is.EqualTo(("caller_key_missing", 0)));
    }

    private Task<TestHost> StartAsync(
        bool isOrdered, Action<IEndpointConventionBuilder> configure, Action<AuthorizationOptions>? authorization = null, params (string Key, string? Value)[] changes) => TestHost.StartAsync(
        app =>
        {
            app.Use((context, next) =>
            {
                context.Request.Body = body = new Counting(context.Request.Body);
                return next(context);
            });
            if (!isOrdered)
            {
                app.UseJwtKitPayloadEncryption();
            }

            app.UseAuthentication();
            app.UseAuthorization();
            if (isOrdered)
            {
                app.UseJwtKitPayloadEncryption();
            }

            configure(app.MapPost("/echo", PayloadPair.EchoAsync).RequirePayloadEncryption("kore"));
        },
        files.Server(changes),
        services =>
        {
            services.AddAuthentication("known").AddScheme<AuthenticationSchemeOptions, Known>("known", null);
            services.AddAuthorization(options => authorization?.Invoke(options));
        });

    /// <summary>Knows whoever says so.</summary>
    private sealed class Known(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers.ContainsKey("X-Known")
            ? AuthenticateResult.Success(new AuthenticationTicket(new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity("known")), "known"))
            : AuthenticateResult.NoResult());
    }

    /// <summary>Counts how often it is read.</summary>
    private sealed class Counting(Stream inner) : Stream
    {
        public int Reads { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            return inner.ReadAsync(buffer, cancellationToken);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
