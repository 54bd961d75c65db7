using System.Net;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Samples.Platform;

/// <summary>How the platform's stand-in starts, and what it says where it cannot.</summary>
[TestFixture]
internal sealed class PlatformStartTests
{
    [Test]
    public async Task Needs_its_keys_outside_development()
    {
        (int code, string errors) = await SampleProcess.RunToEndAsync("KorePlatform", "Production");
        string[] lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Multiple(() =>
        {
            Assert.That((code, lines[0]), Is.EqualTo((1, "The configuration cannot be used:")));
            Assert.That(errors, Does.Contain("  KoreAiApps:demo:Secret: is missing; HS256 needs it, or SecretFile."));
            Assert.That(errors, Does.Contain("  KoreAiApps:demo-jwe:EnforceEncryption: needs the platform's private key; KorePlatform:Keys:DecryptionKeyFile has none that can be used."));
            Assert.That(errors, Does.Contain("  JwtKit:Envelopes:public-api:PrivateKeyFile: "));
            Assert.That(errors, Does.Not.Contain("   at "));
        });
    }

    [TestCase("KoreAiApps__demo__Scopes__0", "chat history", "KoreAiApps:demo:Scopes:0: 'chat history' is not a scope; write 'Chat History'.")]
    [TestCase("KoreAiApps__demo__ClientId", "cs-demo-jti", "KoreAiApps:demo-jti:ClientId: is another app's too; each needs its own.")]
    [TestCase("KorePlatform__BearerLifetime", "soon", "KorePlatform:BearerLifetime: is not accepted; write hours:minutes:seconds, from 00:00:01 to 1.00:00:00.")]
    [TestCase("KorePlatform__ExpireFirstBearer", "perhaps", "KorePlatform:ExpireFirstBearer: is not known; use true or false.")]
    [TestCase("KorePlatform__BearerLifeTimes", "1", "KorePlatform:BearerLifeTimes: is not a known setting; known here are BearerLifetime, ExpireFirstBearer, Keys.")]
    [TestCase("KorePlatform__Keys__KeyManagements__0", "dir", "KorePlatform:Keys:KeyManagements:0: 'dir' is not accepted; use RSA-OAEP or RSA1_5, spelled exactly so.")]
    public async Task Says_what_is_wrong_in_one_line(string name, string value, string fault)
    {
        (int code, string errors) = await SampleProcess.RunToEndAsync("KorePlatform", "Development", (name, value));

        Assert.That((code, errors), Is.EqualTo((1, $"The configuration cannot be used:{Environment.NewLine}  {fault}{Environment.NewLine}")));
    }

    [Test]
    public async Task Says_the_faults_of_all_sections_at_once()
    {
        (_, string errors) = await SampleProcess.RunToEndAsync(
            "KorePlatform", "Development", ("KorePlatform__BearerLifetime", "soon"), ("JwtKit__Replay__Store", "Nowhere"), ("KoreAiApps__demo__Scopes__0", "x"));

        Assert.That(errors, Does.Contain("  KorePlatform:BearerLifetime: ").And.Contain("  JwtKit:Replay:Store: ").And.Contain("  KoreAiApps:demo:Scopes:0: "));
    }

    [Test]
    public async Task Says_in_one_line_that_its_address_is_in_use()
    {
        await using StandIn first = await StandIn.StartAsync();
        (int code, string errors) = await SampleProcess.RunToEndAsync("KorePlatform", "Development", ("Kestrel__Endpoints__Http__Url", first.Client.BaseAddress!.ToString()));

        Assert.That((code, errors), Is.EqualTo((1, $"The platform cannot start: Failed to bind to address {first.Client.BaseAddress.ToString().TrimEnd('/')}: address already in use.{Environment.NewLine}")));
    }

    [Test]
    public async Task Makes_its_keys_in_a_folder_of_ones_own_and_finds_them_again()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await using (StandIn first = await StandIn.StartAsync(("Demo__Folder", folder)))
            {
                await first.SendAsync(HttpMethod.Get, "/");
            }

            string[] made = [.. Directory.GetFiles(folder).Select(static file => Path.GetFileName(file)!).Where(static file => file[0] != '.').Order(StringComparer.Ordinal)];
            string key = await File.ReadAllTextAsync(Path.Combine(folder, "platform.jwk.json"));
            await using StandIn second = await StandIn.StartAsync(("Demo__Folder", folder));

            Assert.Multiple(() =>
            {
                Assert.That(made, Is.EqualTo(new[]
                {
                    "app-payload.pem", "app-payload.public.pem", "app.pem", "app.public.pem", "client-512.secret", "client.secret", "platform-payload.jwk.json", "platform-payload.pem", "platform.jwk.json", "platform.pem",
                }));
                Assert.That(async () => (await second.SendAsync(HttpMethod.Get, "/jwk")).Body, Is.EqualTo(key));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Accepts_a_token_that_was_issued_before_it_started()
    {
        await using StandIn first = await StandIn.StartAsync();
        string token = first.User();
        await using StandIn second = await StandIn.StartAsync();

        Assert.That((await second.ExchangeAsync(token)).Status, Is.EqualTo(HttpStatusCode.OK));
    }
}
