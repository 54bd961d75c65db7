using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JwtKit.AspNetCore.Tests;

/// <summary>An API behind Kaizala tokens, and the service that it asks about them.</summary>
internal sealed class KaizalaHost : IAsyncDisposable
{
    private KaizalaHost(KaizalaUpstream upstream, TestHost api)
    {
        Upstream = upstream;
        Api = api;
    }

    public KaizalaUpstream Upstream { get; }

    public TestHost Api { get; }

    public static async Task<KaizalaHost> StartAsync(Action<KaizalaOptions>? change = null, Func<DelegatingHandler>? handler = null)
    {
        KaizalaUpstream upstream = await KaizalaUpstream.StartAsync();
        TestHost api = await TestHost.StartAsync(Map, services: services =>
        {
            services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Trace));
            services.AddAuthorization();
            if (handler is not null)
            {
                services.ConfigureHttpClientDefaults(clients => clients.AddHttpMessageHandler(handler));
            }

            services.AddAuthentication(KaizalaDefaults.AuthenticationScheme).AddKaizala(options =>
            {
                options.BaseAddress = upstream.Address;
                options.AllowHttpOnLoopback = true;
                change?.Invoke(options);
            });
        });
        return new KaizalaHost(upstream, api);
    }

    public Task<Answer> GetAsync(string? token, string path = "/me", string header = "accessToken") =>
        token is null ? Api.GetAsync(path) : Api.GetAsync(path, (header, token));

    /// <summary>Authenticates without HTTP in between: once this returns its task, the caller is waiting for the service.</summary>
    public async Task<AuthenticateResult> AuthenticateAsync(string token, CancellationToken cancellationToken = default)
    {
        await using AsyncServiceScope request = Api.Services.CreateAsyncScope();
        DefaultHttpContext context = new() { RequestServices = request.ServiceProvider, RequestAborted = cancellationToken };
        context.Request.Headers["accessToken"] = token;
        return await context.AuthenticateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/me", static (ClaimsPrincipal user) => string.Join('\n', user.Claims.Select(static claim => $"{claim.Type}={claim.Value}"))).RequireAuthorization();
        app.MapGet("/name", static (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
        app.MapGet("/open", static (ClaimsPrincipal user) => user.Identity!.IsAuthenticated);
        app.MapGet("/card", static () => "ok").RequireAuthorization(static policy => policy.RequireActionPackage("com.example.card"));
        app.MapGet("/cards", static () => "ok").RequireAuthorization(static policy => policy.RequireActionPackage("com.example.other", "com.example.card"));
        app.MapGet("/other-card", static () => "ok").RequireAuthorization(static policy => policy.RequireActionPackage("com.example.other"));
        app.MapGet("/both-cards", static () => "ok").RequireAuthorization(static policy => policy.RequireActionPackage("com.example.card").RequireActionPackage("com.example.other"));
        app.MapGet("/card-in-capitals", static () => "ok").RequireAuthorization(static policy => policy.RequireActionPackage("COM.EXAMPLE.CARD"));
    }
}
