using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Both sides of encrypted payloads, as the pages show them; the client calls a server on this machine.</summary>
[TestFixture]
internal sealed class PayloadExampleTests
{
    [Test]
    public async Task The_client_gets_its_order_back_from_the_server()
    {
        using PayloadFiles files = new();
        await using WebApplication server = Server(files.Server());

        Assert.That(await PostAsync(server, files.Client()), Is.EqualTo(new Order(42)));
    }

    [Test]
    public async Task The_host_finds_the_caller_s_key()
    {
        using PayloadFiles files = new();
        using EncryptionKey caller = EncryptionKey.RsaOaep256(RsaPublicKey.FromPem(await File.ReadAllTextAsync(files.ClientPublic)));
        await using WebApplication server = CallerServer(files.Server(("RecipientKeyFile", null)), new CallerKeys(caller));

        Assert.That(await PostAsync(server, files.Client()), Is.EqualTo(new Order(42)));
    }

    [Test]
    public async Task Keys_and_fields_come_from_code()
    {
        using RsaPrivateKey ours = RsaPrivateKey.Generate();
        using EncryptionKey platformKey = EncryptionKey.RsaOaep256(ours.GetPublicKey());
        using DecryptionKey ourKeys = DecryptionKey.RsaOaep256(ours);
        string sent = "";
        ServiceCollection services = new();
        services.AddLogging();
        AddKeys(new(services), platformKey, ourKeys);
        AddClient(new(services));
        services.AddHttpClient("kore").ConfigurePrimaryHttpMessageHandler(() => new Listener(text => sent = text));
        await using ServiceProvider provider = services.BuildServiceProvider();
        using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("kore");
        using JsonContent body = JsonContent.Create(new Order(42));
        using HttpResponseMessage answer = await client.PostAsync(new Uri("/orders", UriKind.Relative), body);

        Assert.That(sent, Does.Contain("\"payload\":").And.Contain("\"aesKey\":"));
    }

    private static void AddClient(ExampleHost builder)
    {
        #region client
        builder.Services.AddJwtKit(builder.Configuration.GetSection("JwtKit"));
        builder.Services.AddHttpClient("kore", client => client.BaseAddress = new Uri("https://platform.example.com"))
            .AddJwtKitPayloadEncryption("kore");
        #endregion
    }

    private static void AddKeys(ExampleHost builder, EncryptionKey platformKey, DecryptionKey ourKeys)
    {
        #region keys
        builder.Services.AddJwtKit(options => options.Envelopes["kore"] = new EnvelopeOptions
        {
            RecipientKey = platformKey, DecryptionKeys = ourKeys, BindContext = false,
            Format = EnvelopeFormat.Fields(new EnvelopeFields { Ciphertext = "payload", EncryptedKey = "aesKey" }),
        });
        #endregion
    }

    private static WebApplication Server(IConfigurationSection section)
    {
        WebApplicationBuilder builder = Builder(section);
        #region server
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseJwtKitPayloadEncryption();    // after UseRouting, UseAuthentication and UseAuthorization; before all that reads a body or writes a response
        app.MapPost("/orders", (Order order) => Results.Ok(order)).RequirePayloadEncryption("kore");
        app.MapGroup("/reports").RequirePayloadEncryption("kore", options => options.MaximumLength = 80_000_000);
        #endregion
        return app;
    }

    private static WebApplication CallerServer(IConfigurationSection section, CallerKeys keys)
    {
        WebApplication app = Builder(section).Build();
        app.UseJwtKitPayloadEncryption();
        #region caller
        app.MapPost("/orders", CreateOrder).RequirePayloadEncryption("kore", options =>
            options.CallerKey = (context, cancellationToken) => keys.FindAsync(context.User, cancellationToken));    // ValueTask<EncryptionKey?>; null refuses
        #endregion
        return app;

        static IResult CreateOrder(Order order) => Results.Ok(order);
    }

    private static WebApplicationBuilder Builder(IConfigurationSection section)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        builder.Services.AddJwtKit(section);
        return builder;
    }

    private static async Task<Order?> PostAsync(WebApplication server, IConfigurationSection client)
    {
        await server.StartAsync();
        ServiceCollection services = new();
        services.AddLogging();
        AddClient(new(services) { Configuration = new ConfigurationBuilder().AddInMemoryCollection(client.AsEnumerable()).Build() });
        await using ServiceProvider provider = services.BuildServiceProvider();
        using HttpClient http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("kore");
        using JsonContent body = JsonContent.Create(new Order(42));
        using HttpResponseMessage answer = await http.PostAsync(new Uri(new Uri(server.Urls.Single()), "/orders"), body);
        return await answer.Content.ReadFromJsonAsync<Order>();
    }

    internal sealed record Order(int Number);

    private sealed class CallerKeys(EncryptionKey key)
    {
        public ValueTask<EncryptionKey?> FindAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
            new(cancellationToken.IsCancellationRequested || user.Identity is null ? null : key);
    }

    /// <summary>Reads what is sent, and answers with nothing.</summary>
    private sealed class Listener(Action<string> heard) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            heard(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        }
    }
}
