using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>A client that ends its request in the middle of its upload. That is no failure of the server.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AbortedUploadTests
{
    private const string Ended = "JwtKit.TokenEndpoint: Debug: The client ended its request to the issuer kore before it had a token. ";

    private static readonly Exception[] EndsOfConnection = [new ConnectionResetException("reset"), new ConnectionAbortedException("aborted")];
    private static readonly Exception[] EndsOfInput = [.. EndsOfConnection, new IOException("The client reset the request stream."), new OperationCanceledException()];

    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_client_that_ends_its_connection_leaves_no_error(bool withReset)
    {
        await using TestHost host = await StartAsync(ReadPostedAsync);
        using (TcpClient client = await BeginUploadAsync(host))
        {
            // Closing sends a reset instead of the usual end.
            client.LingerState = new LingerOption(enable: withReset, seconds: 0);
        }

        Assert.That(await EndAsync(host), Has.None.Contain("Error"));
    }

    [TestCaseSource(nameof(EndsOfInput))]
    public async Task An_end_of_the_connection_is_logged_at_Debug_without_an_exception(Exception end)
    {
        await using TestHost host = await StartAsync(ReadPostedAsync, bodyEnd: end);
        await host.SendAsync(HttpMethod.Post, "/sts", new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.That(await EndAsync(host), Is.EqualTo([Ended]));
    }

    [TestCaseSource(nameof(EndsOfConnection))]
    public async Task An_end_of_the_connection_is_logged_at_Debug_where_the_host_reads_the_body_itself(Exception end)
    {
        await using TestHost host = await StartAsync((_, _) => throw end);
        await host.PostAsync("/sts");

        Assert.That(await EndAsync(host), Is.EqualTo([Ended]));
    }

    [Test]
    public async Task A_stream_that_an_HTTP_2_client_resets_is_logged_at_Debug()
    {
        await using TestHost host = await StartAsync(ReadPostedAsync, HttpProtocols.Http2);
        using CancellationTokenSource giveUp = new();
        using HttpRequestMessage request = new(HttpMethod.Post, "/sts")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new UnendingContent(started.Task, giveUp),
        };

        Assert.That(async () => await host.Client.SendAsync(request, giveUp.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await EndAsync(host), Is.EqualTo([Ended]));
    }

    [Test]
    public async Task A_failure_of_the_host_s_own_input_is_still_an_error()
    {
        await using TestHost host = await StartAsync(static (_, _) => throw new IOException("The user store is not there."));
        Answer answer = await host.PostAsync("/sts");

        Assert.That((answer.Code, (await EndAsync(host)).Single()), Is.EqualTo(("issuing_failed", "JwtKit.TokenEndpoint: Error: The issuer kore could not issue a token. System.IO.IOException: The user store is not there.")));
    }

    private async ValueTask<TokenIdentity?> ReadPostedAsync(IdentityRequest request, CancellationToken cancellationToken)
    {
        started.TrySetResult();
        await request.ReadBodyAsync(cancellationToken);
        return null;
    }

    private async Task<TcpClient> BeginUploadAsync(TestHost host)
    {
        TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST /sts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"identity\":"));
        await started.Task;
        return client;
    }

    /// <summary>What the endpoint has logged once its requests are over; of an exception the first line.</summary>
    private static async Task<string[]> EndAsync(TestHost host)
    {
        await host.StopAsync();
        return [.. host.Log.Of("JwtKit.TokenEndpoint").Select(static line => line.Split('\n')[0])];
    }

    private static Task<TestHost> StartAsync(Func<IdentityRequest, CancellationToken, ValueTask<TokenIdentity?>> resolver, HttpProtocols protocols = HttpProtocols.Http1, Exception? bodyEnd = null) => TestHost.StartAsync(
        app =>
        {
            if (bodyEnd is not null)
            {
                app.Use((context, next) =>
                {
                    context.Request.Body = new EndingStream(bodyEnd);
                    return next(context);
                });
            }

            app.MapTokenEndpoint("/sts", "kore").ResolveIdentity(resolver);
        },
        services: services => services
            .Configure<LoggerFilterOptions>(static options => options.MinLevel = LogLevel.Debug)
            .Configure<KestrelServerOptions>(options => options.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocols)));

    /// <summary>A request body whose connection ends.</summary>
    private sealed class EndingStream(Exception end) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException<int>(end);
    }

    /// <summary>A body that begins, and whose sender gives up once the server reads it.</summary>
    private sealed class UnendingContent : HttpContent
    {
        private readonly Task started;
        private readonly CancellationTokenSource giveUp;

        public UnendingContent(Task started, CancellationTokenSource giveUp)
        {
            this.started = started;
            this.giveUp = giveUp;
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("{"u8.ToArray());
            await stream.FlushAsync();
            await started;
            await giveUp.CancelAsync();
            await Task.Delay(Timeout.Infinite, giveUp.Token);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
