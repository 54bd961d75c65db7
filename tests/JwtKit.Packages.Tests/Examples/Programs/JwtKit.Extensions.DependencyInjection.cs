using JwtKit;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Configuration["JwtKit:Issuers:kore-api:Platform"] = "KoreAiApi";
builder.Configuration["JwtKit:Issuers:kore-api:ClientId"] = "cs-demo";
builder.Configuration["JwtKit:Issuers:kore-api:Subject"] = "reporting";
builder.Configuration["JwtKit:Issuers:kore-api:Secret"] = "demo-client-secret-0123456789-abcdefg=";
// The example stands here.
builder.Services.AddSingleton<ReportClient>();
await using WebApplication app = builder.Build();
using HttpRequestMessage request = new();
await app.Services.GetRequiredService<ReportClient>().CallAsync(request, CancellationToken.None);

using VerificationKey key = VerificationKey.Hs256(Secret.FromText("demo-client-secret-0123456789-abcdefg="));
KoreAiApp reports = new() { ClientId = "cs-demo", Keys = [key], ReplayStore = new InMemoryReplayStore() };
ValidationOutcome outcome = await new JwtValidator(KoreAi.ValidationPolicy(reports, KoreAiTokenKind.Api)).ValidateAsync(request.Headers.GetValues("auth").Single());
Console.WriteLine(outcome.Succeeded ? outcome.Token.Subject : outcome.Failure.Code);
