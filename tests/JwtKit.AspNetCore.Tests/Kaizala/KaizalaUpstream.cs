using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Stands for the service that knows the tokens: a real Kestrel on a free loopback port that answers as a test says.</summary>
internal sealed class KaizalaUpstream : IAsyncDisposable
{
    public const string UserId = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    public const string Ada =
        $$"""{"id":"{{UserId}}","name":"Ada Secretname","phoneNumber":"+4915112345678","pictureUrl":"https://example.com/ada.png","actionPackageId":"com.example.card"}""";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> calls = new();

    private KaizalaUpstream(WebApplication app) => this.app = app;

    /// <summary>What it says of each token.</summary>
    public RequestDelegate Answer { get; set; } = static context => context.Response.WriteAsync(Ada);

    public Uri Address => new(app.Urls.Single());

    /// <summary>Method, path and token of each call.</summary>
    public IReadOnlyCollection<string> Calls => calls;

    public static async Task<KaizalaUpstream> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        KaizalaUpstream upstream = new(app);
        app.Run(context =>
        {
            upstream.calls.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {context.Request.Headers["accessToken"]}");
            return upstream.Answer(context);
        });
        await app.StartAsync();
        return upstream;
    }

    public void AnswerWith(int status, string body = "") => Answer = context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    };

    /// <summary>Holds each answer back until it is released.</summary>
    public HeldAnswer Hold()
    {
        HeldAnswer held = new();
        Answer = held.AnswerAsync;
        return held;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
