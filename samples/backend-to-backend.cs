// A backend that calls another one with a token of its own: an HTTP client puts it on each request, or ITokenIssuer makes it by hand.
#:sdk Microsoft.NET.Sdk.Web
#:project ../src/JwtKit.Extensions.DependencyInjection/JwtKit.Extensions.DependencyInjection.csproj
#region issuer
using JwtKit;

#endregion
const string ClientSecret = "demo-client-secret-0123456789-abcdefg=";
await using WebApplication platform = await StartPlatformAsync();

#region issuer
HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
#endregion
builder.Logging.ClearProviders();

// Yours stands in appsettings.json, without the secret: that comes from the environment or from a mounted file.
builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
{
    ["JwtKit:Issuers:kore-api:Platform"] = "KoreAiApi",
    ["JwtKit:Issuers:kore-api:ClientId"] = "cs-demo",
    ["JwtKit:Issuers:kore-api:Subject"] = "reporting",
    ["JwtKit:Issuers:kore-api:Secret"] = ClientSecret,
});
#region issuer
builder.Services.AddJwtKit(builder.Configuration.GetSection("JwtKit"));
builder.Services.AddSingleton<ReportClient>();
#endregion
#region client
builder.Services.AddHttpClient("reports").AddJwtKitToken("kore-api");
#endregion

#region issuer
using IHost host = builder.Build();
await host.StartAsync();     // a wrong configuration stops here, naming each key

#endregion
IHttpClientFactory clients = host.Services.GetRequiredService<IHttpClientFactory>();
Uri address = new(new Uri(platform.Urls.Single()), "/api/public/chat-history");

using HttpClient reports = clients.CreateClient("reports");
Console.WriteLine($"By the client:  {await reports.GetStringAsync(address)}");

using HttpClient bare = clients.CreateClient();
using HttpRequestMessage request = new(HttpMethod.Get, address);
await host.Services.GetRequiredService<ReportClient>().CallAsync(request, CancellationToken.None);
using HttpResponseMessage answer = await bare.SendAsync(request);
Console.WriteLine($"By hand:        {await answer.Content.ReadAsStringAsync()}");

using HttpResponseMessage refusal = await bare.GetAsync(address);
Console.WriteLine($"Without token:  {(int)refusal.StatusCode} {await refusal.Content.ReadAsStringAsync()}");
await host.StopAsync();

// Stands for the platform, on a free port of this machine.
static async Task<WebApplication> StartPlatformAsync()
{
    JwtValidator validator = new(KoreAi.ValidationPolicy(
        new KoreAiApp { ClientId = "cs-demo", Keys = [VerificationKey.Hs256(Secret.FromText(ClientSecret))], ReplayStore = new InMemoryReplayStore() },
        KoreAiTokenKind.Api));
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    builder.Logging.ClearProviders();
    WebApplication app = builder.Build();
    app.MapGet("/api/public/chat-history", async (HttpRequest request) =>
    {
        ValidationOutcome outcome = await validator.ValidateAsync(request.Headers["auth"]);
        return outcome.Succeeded
            ? Results.Text($"chat history for {outcome.Token.Subject}")
            : Results.Text(KoreAi.ErrorBody(outcome.Failure), "application/json", statusCode: KoreAi.ErrorStatusCode);
    });
    await app.StartAsync();
    return app;
}

#region issuer
internal sealed class ReportClient([FromKeyedServices("kore-api")] ITokenIssuer issuer)
{
    public async Task CallAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Headers.Add("auth", await issuer.IssueAsync(cancellationToken: cancellationToken));
}
#endregion
