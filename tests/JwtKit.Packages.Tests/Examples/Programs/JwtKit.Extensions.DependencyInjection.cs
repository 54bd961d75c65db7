// The example stands here.
using HttpRequestMessage request = new();
await host.Services.GetRequiredService<ReportClient>().CallAsync(request, CancellationToken.None);

using VerificationKey key = VerificationKey.Hs256(Secret.FromText("demo-client-secret-0123456789-abcdefg="));
KoreAiApp reports = new() { ClientId = "cs-demo", Keys = [key], ReplayStore = new InMemoryReplayStore() };
ValidationOutcome outcome = await new JwtValidator(KoreAi.ValidationPolicy(reports, KoreAiTokenKind.Api)).ValidateAsync(request.Headers.GetValues("auth").Single());

// The log is written by another thread, to its end once the host is gone.
host.Dispose();
Console.WriteLine(outcome.Succeeded ? outcome.Token.Subject : outcome.Failure.Code);
