using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>The configuration in code, as the package's README prints it.</summary>
[TestFixture]
internal sealed class CodeExampleTests
{
    [Test]
    public async Task Starts_a_host_that_issues_and_validates()
    {
        using RsaPrivateKey pair = RsaPrivateKey.Generate();
        using TemporaryFile secret = new(Settings.KoreSecret);
        using TemporaryFile publicKey = new(pair.GetPublicKey().ExportPem());
        (bool Kore, string Own) found = default;
        await RunAsync(pair.ExportPem(), secret.Path, publicKey.Path, [], async services =>
        {
            string own = await services.GetRequiredKeyedService<ITokenIssuer>("own").IssueAsync(Verdicts.John);
            found = (
                await services.GetRequiredKeyedService<ITokenIssuer>("kore").IsUnderAsync(Settings.KoreSecret),
                await services.GetRequiredKeyedService<ITokenValidator>("own").VerdictAsync(own));
        });

        Assert.That(found, Is.EqualTo((true, "accepted")));
    }

    private static async Task RunAsync(string pem, string secretFile, string publicKeyFile, string[] args, Func<IServiceProvider, Task> use)
    {
        #region code
        using SigningKey key = SigningKey.Rs256(RsaPrivateKey.FromPem(pem), keyId: "2026-01");
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddJwtKit(options =>
        {
            options.Issuers["kore"] = new() { Platform = TokenPlatform.KoreAiUser, ClientId = "cs-demo", SecretFile = secretFile };
            options.Issuers["own"] = new() { Issuer = "https://id.example.com", Audience = "orders-api", Lifetime = TimeSpan.FromMinutes(5), SigningKey = key };
            options.Validators["own"] = new() { Issuer = "https://id.example.com", Audience = "orders-api", KeyFile = publicKeyFile, Use = ValidatorUse.OneTime };
            options.Replay.Store = "Memory";
        });
        using IHost host = builder.Build();
        #endregion
        await host.StartAsync();
        await use(host.Services);
        await host.StopAsync();
    }
}
