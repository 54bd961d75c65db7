using System.Net;
using System.Net.Http.Json;
using JwtKit.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>One client with a token, encrypted payloads and mutual TLS, for a real Kestrel that requires all three. Both sides are configured by code alone.</summary>
[TestFixture]
internal sealed class AllAtOnceTests
{
    /// <summary>What a client has, in the order in which it is added.</summary>
    private static readonly string[] Orders = ["token payload tls", "token tls payload", "payload token tls", "payload tls token", "tls token payload", "tls payload token"];

    private readonly VerificationKey key = VerificationKey.Hs256(Secret.FromText(Settings.KoreSecret));
    private TestPki pki = null!;
    private PartyFolder serverFiles = null!;
    private PartyFolder clientFiles = null!;

    [OneTimeSetUp]
    public void MakeFiles()
    {
        pki = new TestPki();
        serverFiles = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        clientFiles = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
    }

    [OneTimeTearDown]
    public void RemoveFiles()
    {
        serverFiles?.Dispose();
        clientFiles?.Dispose();
        key.Dispose();
    }

    [TestCaseSource(nameof(Orders))]
    public async Task Reaches_the_server_in_any_order(string order)
    {
        await using WebApplication server = await StartServerAsync();
        await using ServiceProvider client = ClientWith(order, server);
        using HttpClient http = client.GetRequiredService<IHttpClientFactory>().CreateClient("kore");
        List<string> answers = [];
        for (int request = 0; request < 3; request++)
        {
            using HttpResponseMessage answer = await http.PostAsJsonAsync("/echo", new { request });
            answers.Add($"{(int)answer.StatusCode} {answer.Headers.GetValues("X-Caller").Single()} {answer.Content.Headers.ContentType} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 3).Select(static request => $"200 reporting application/json; charset=utf-8 {{\"request\":{request}}}")));
    }

    [TestCase("payload tls", "401")]
    [TestCase("tls payload", "401")]
    [TestCase("token tls", "400")]
    [TestCase("tls token", "400")]
    [TestCase("token payload", "HttpRequestException")]
    [TestCase("payload token", "HttpRequestException")]
    public async Task Is_refused_without_one_of_the_three(string order, string expected)
    {
        await using WebApplication server = await StartServerAsync();
        await using ServiceProvider client = ClientWith(order, server);
        using HttpClient http = client.GetRequiredService<IHttpClientFactory>().CreateClient("kore");
        string outcome;
        try
        {
            using HttpResponseMessage answer = await http.PostAsJsonAsync("/echo", new { request = 1 });
            outcome = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException e)
        {
            outcome = e.GetType().Name;
        }

        Assert.That(outcome, Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Orders))]
    public async Task Sends_no_redirect_on(string order)
    {
        await using WebApplication server = await StartServerAsync();
        await using ServiceProvider client = ClientWith(order, server);
        using HttpClient http = client.GetRequiredService<IHttpClientFactory>().CreateClient("kore");
        using HttpResponseMessage answer = await http.GetAsync("/moved");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    private ServiceProvider ClientWith(string order, WebApplication server)
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(new FixedTimeProvider(TestHost.Start));
        services.AddJwtKit(options =>
        {
            options.Issuers["kore-api"] = new IssuerOptions { Platform = TokenPlatform.KoreAiApi, ClientId = "cs-demo", Subject = "reporting", Secret = Settings.KoreSecret };
            options.Envelopes["kore"] = new EnvelopeOptions { SharedKey = Convert.ToBase64String(new byte[32]) };
        });
        services.AddTlsParty("kore", clientFiles.Configure);
        string address = new Uri(server.Urls.Single()).GetLeftPart(UriPartial.Authority).Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        IHttpClientBuilder builder = services.AddHttpClient("kore", http => http.BaseAddress = new Uri(address));
        foreach (string part in order.Split(' '))
        {
            _ = part switch
            {
                "token" => builder.AddJwtKitToken("kore-api"),
                "payload" => builder.AddJwtKitPayloadEncryption("kore"),
                _ => builder.AddMutualTls("kore"),
            };
        }

        if (!order.Contains("tls", StringComparison.Ordinal))
        {
            // Takes any server, and has nothing to show.
            builder.ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                SslOptions = { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null },
            });
        }

        return services.BuildServiceProvider();
    }

    private async Task<WebApplication> StartServerAsync()
    {
        KoreAiApp platformSide = new() { ClientId = "cs-demo", Keys = [key], ReplayStore = new InMemoryReplayStore(1) };
        ValidationPolicy policy = KoreAi.ValidationPolicy(platformSide, KoreAiTokenKind.Api);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("https://127.0.0.1:0").UseJwtKitMutualTls("kore");
        builder.Services.AddSingleton<TimeProvider>(new FixedTimeProvider(TestHost.Start));
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtKitBearerDefaults.AuthenticationScheme).AddJwtKitBearer("kore", static options => options.HeaderName = "auth");
        builder.Services.AddJwtKit(options =>
        {
            options.Validators["kore"] = new ValidatorOptions { Policy = policy };
            options.Envelopes["kore"] = new EnvelopeOptions { SharedKey = Convert.ToBase64String(new byte[32]) };
        });
        builder.Services.AddTlsParty("kore", serverFiles.Configure);
        WebApplication app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseJwtKitPayloadEncryption();
        app.MapPost("/echo", static context =>
        {
            context.Response.Headers["X-Caller"] = context.User.Identity!.Name;
            return PayloadPair.EchoAsync(context);
        }).RequireAuthorization().RequirePayloadEncryption("kore");
        app.MapGet("/moved", static context =>
        {
            context.Response.Redirect("/echo");
            return Task.CompletedTask;
        }).RequireAuthorization().RequirePayloadEncryption("kore");
        await app.StartAsync();
        return app;
    }
}
