using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JwtKit.AspNetCore.Tests;

/// <summary>An API that lets apps in by their scopes and grants, which stand in its configuration.</summary>
internal sealed class KoreAiHost : IAsyncDisposable
{
    private readonly TestHost api;

    private KoreAiHost(TestHost api, IConfigurationRoot configuration)
    {
        this.api = api;
        Configuration = configuration;
    }

    public IConfigurationRoot Configuration { get; }

    public LogLines Log => api.Log;

    public static async Task<KoreAiHost> StartAsync(Action<IServiceCollection>? services = null, params (string Key, string? Value)[] changes)
    {
        IConfigurationRoot configuration = KoreAiSettings.With(changes);
        TestHost api = await TestHost.StartAsync(Map, services: collection =>
        {
            collection.AddAuthentication(AppScheme.Name).AddScheme<AuthenticationSchemeOptions, AppScheme>(AppScheme.Name, null);
            collection.AddAuthorization();
            if (services is null)
            {
                collection.AddKoreAiApps(configuration.GetSection("KoreAiApps"));
            }
            else
            {
                services(collection);
            }
        });
        return new KoreAiHost(api, configuration);
    }

    public async Task<HttpStatusCode> GetAsync(string path, string? claims = "appId=cs-1") =>
        (claims is null ? await api.GetAsync(path) : await api.GetAsync(path, (AppScheme.Header, claims))).Status;

    public ValueTask DisposeAsync() => api.DisposeAsync();

    private static void Map(WebApplication app)
    {
        app.MapGet("/chat-history", static () => "ok").RequireKoreScope(KoreAiScopes.ChatHistory);
        app.MapGet("/debug-logs", static () => "ok").RequireKoreScope(KoreAiScopes.DebugLogs);
        app.MapGet("/both", static () => "ok").RequireKoreScope(KoreAiScopes.ChatHistory).RequireKoreScope(KoreAiScopes.DebugLogs);
        app.MapGet("/by-name", static () => "ok").RequireAuthorization(static policy => policy.RequireKoreScope("Chat History"));
        app.MapGet("/table/read", static () => "ok").RequireTableAccess("orders", KoreAiTableAccess.Read);
        app.MapGet("/table/write", static () => "ok").RequireTableAccess("orders", KoreAiTableAccess.Write);
        app.MapGet("/table/delete", static () => "ok").RequireTableAccess("orders", KoreAiTableAccess.Delete);
        app.MapGet("/table/all", static () => "ok").RequireTableAccess("orders", KoreAiTableAccess.All);
        app.MapGet("/table/capitals", static () => "ok").RequireTableAccess("Orders", KoreAiTableAccess.Read);
        app.MapGet("/view/read", static () => "ok").RequireViewAccess("late", KoreAiTableAccess.Read);
        app.MapGet("/view/write", static () => "ok").RequireViewAccess("late", KoreAiTableAccess.Write);
        app.MapGet("/view/orders", static () => "ok").RequireViewAccess("orders", KoreAiTableAccess.Read);
        app.MapGet("/table/late", static () => "ok").RequireTableAccess("late", KoreAiTableAccess.Read);
    }
}
