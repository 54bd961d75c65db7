using System.Net;
using JwtKit.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Both sides of mutual TLS by configuration, as the pages show them.</summary>
[TestFixture]
internal sealed class MutualTlsExampleTests
{
    private readonly TestPki pki = new();

    [Test]
    public async Task The_client_reaches_the_server()
    {
        using PartyFolder serverFiles = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder clientFiles = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using WebApplication server = Server(SectionOf(serverFiles));
        await server.StartAsync();
        ServiceCollection services = Services();
        services.AddJwtKit(SectionOf(clientFiles));
        AddClient(new(services));
        await using ServiceProvider provider = services.BuildServiceProvider();
        using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("kore");
        using HttpResponseMessage answer = await client.GetAsync(new UriBuilder(server.Urls.Single()) { Host = "localhost" }.Uri);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static void AddClient(ExampleHost builder)
    {
        #region client
        builder.Services.AddHttpClient("kore").AddMutualTls("kore");
        #endregion
    }

    private static WebApplication Server(IConfigurationSection section)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("https://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new FixedTimeProvider(TestHost.Start));
        builder.Services.AddJwtKit(section);
        #region server
        builder.WebHost.UseJwtKitMutualTls("kore");
        #endregion
        WebApplication app = builder.Build();
        app.MapGet("/", static context => context.Response.WriteAsync("ok"));
        return app;
    }

    private static ServiceCollection Services()
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(new FixedTimeProvider(TestHost.Start));
        services.AddLogging();
        return services;
    }

    private static IConfigurationSection SectionOf(PartyFolder files) => Settings.Only(
        ("JwtKit:MutualTls:kore:CertificateFile", files.Certificate),
        ("JwtKit:MutualTls:kore:KeyFile", files.Key),
        ("JwtKit:MutualTls:kore:RootFile", files.Root),
        ("JwtKit:MutualTls:kore:RevocationListFile", files.RevocationList));
}
