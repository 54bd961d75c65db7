using JwtKit.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace JwtKit.AspNetCore.Tests;

/// <summary>A server whose endpoints require payload encryption, and a client that has it, with or without a relay between them.</summary>
internal sealed class PayloadPair : IAsyncDisposable
{
    private readonly PayloadFiles files;
    private readonly PayloadClient client;

    private PayloadPair(PayloadFiles files, TestHost host, Relay? relay, PayloadClient client)
    {
        this.files = files;
        this.client = client;
        Host = host;
        Relay = relay;
    }

    public TestHost Host { get; }

    public Relay? Relay { get; }

    public HttpClient Client => client.Http;

    /// <summary>A pair with these endpoints; by default <c>/echo</c>, which answers with what it was sent, in the media type it was sent.</summary>
    public static async Task<PayloadPair> StartAsync(
        Action<WebApplication>? map = null,
        (string Key, string? Value)[]? server = null,
        (string Key, string? Value)[]? client = null,
        Func<bool, byte[], byte[]>? tamper = null,
        Action<IHttpClientBuilder>? configure = null,
        Action<IServiceCollection>? services = null)
    {
        PayloadFiles files = new();
        TestHost host = await TestHost.StartAsync(map ?? MapEcho, files.Server(server ?? []), services);
        Relay relay = new(host.Client.BaseAddress!.Port, tamper);
        return new PayloadPair(files, host, relay, new PayloadClient(files.Client(client ?? []), relay.Address, configure, add => add.AddSingleton<TimeProvider>(new FixedTimeProvider(TestHost.Start))));
    }

    public static void MapEcho(WebApplication app)
    {
        app.UseJwtKitPayloadEncryption();
        app.MapPost("/echo", EchoAsync).RequirePayloadEncryption("kore");
    }

    public static async Task EchoAsync(HttpContext context)
    {
        context.Response.ContentType = context.Request.ContentType;
        await context.Request.Body.CopyToAsync(context.Response.Body);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (Relay is not null)
        {
            await Relay.DisposeAsync();
        }

        await Host.DisposeAsync();
        files.Dispose();
    }
}
