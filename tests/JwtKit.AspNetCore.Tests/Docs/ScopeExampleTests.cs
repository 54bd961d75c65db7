using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>An API that lets Kore.ai's apps in by their grants, as the page shows it.</summary>
[TestFixture]
internal sealed class ScopeExampleTests
{
    [TestCase("GET", "/api/public/chat-history", HttpStatusCode.OK)]
    [TestCase("GET", "/api/public/tables/orders", HttpStatusCode.OK)]
    [TestCase("DELETE", "/api/public/tables/orders", HttpStatusCode.Forbidden)]
    [TestCase("GET", "/api/public/views/late", HttpStatusCode.OK)]
    public async Task Lets_an_app_do_what_it_was_granted(string method, string path, HttpStatusCode expected)
    {
        IConfigurationRoot configuration = KoreAiSettings.With(("reporting:Tables:0:Access:1", "Write"));
        await using TestHost host = await TestHost.StartAsync(Map, services: services =>
        {
            services.AddAuthentication(AppScheme.Name).AddScheme<AuthenticationSchemeOptions, AppScheme>(AppScheme.Name, null);
            Add(new(services) { Configuration = configuration });
        });

        Assert.That((await host.SendAsync(new HttpMethod(method), path, null, (AppScheme.Header, "appId=cs-1"))).Status, Is.EqualTo(expected));
    }

    private static void Add(ExampleHost builder)
    {
        #region scopes
        builder.Services.AddKoreAiApps(builder.Configuration.GetSection("KoreAiApps"));
        builder.Services.AddAuthorization();

        #endregion
    }

    private static void Map(WebApplication app)
    {
        #region scopes
        app.MapGet("/api/public/chat-history", ChatHistory).RequireKoreScope(KoreAiScopes.ChatHistory);
        app.MapGet("/api/public/tables/orders", ReadOrders).RequireTableAccess("orders", KoreAiTableAccess.Read);
        app.MapDelete("/api/public/tables/orders", DeleteOrders).RequireTableAccess("orders", KoreAiTableAccess.Delete);
        app.MapGet("/api/public/views/late", ReadLate).RequireViewAccess("late", KoreAiTableAccess.Read);
        #endregion

        static string ChatHistory() => "chat history";
        static string ReadOrders() => "orders";
        static string DeleteOrders() => "deleted";
        static string ReadLate() => "late orders";
    }
}
