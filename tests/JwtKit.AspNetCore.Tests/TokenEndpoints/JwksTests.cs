using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class JwksTests
{
    [Test]
    public async Task Publishes_the_public_keys_and_no_secret()
    {
        using SigningKey key = SigningKey.Rs256(RsaPrivateKey.Generate(), "2026-01");
        await using TestHost host = await TestHost.StartAsync(
            static app => app.MapJwks(),
            services: services => services.Configure<JwtKitOptions>(options =>
            {
                options.Issuers["own"].Secret = null;
                options.Issuers["own"].SigningKey = key;
            }));
        JsonArray keys = (await host.GetAsync("/.well-known/jwks.json")).Json["keys"]!.AsArray();

        Assert.That(keys.Single()!.AsObject().Select(static member => member.Key), Is.EqualTo(new[] { "kty", "use", "alg", "kid", "n", "e" }));
    }

    [Test]
    public async Task Publishes_a_key_that_two_issuers_share_once()
    {
        using SigningKey key = SigningKey.Rs256(RsaPrivateKey.Generate(), "2026-01");
        await using TestHost host = await StartAsync(key, key);

        Assert.That((await host.GetAsync("/.well-known/jwks.json")).Json["keys"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Refuses_two_keys_under_one_id()
    {
        using SigningKey own = SigningKey.Rs256(RsaPrivateKey.Generate(), "2026-01");
        using SigningKey kore = SigningKey.Rs256(RsaPrivateKey.Generate(), "2026-01");

        Assert.That(
            async () => await StartAsync(own, kore),
            Throws.InvalidOperationException.With.Message.EqualTo("Issuers sign with different keys or algorithms under the same key id '2026-01'; give each its own KeyId."));
    }

    [Test]
    public async Task Is_empty_where_nothing_is_public()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapJwks("/keys"));

        Assert.That((await host.GetAsync("/keys")).Body, Is.EqualTo("""{"keys":[]}"""));
    }

    private static Task<TestHost> StartAsync(SigningKey own, SigningKey kore) => TestHost.StartAsync(
        static app => app.MapJwks(),
        Settings.With(("own:Secret", null), ("kore:Secret", null)),
        services => services.Configure<JwtKitOptions>(options =>
        {
            options.Issuers["own"].SigningKey = own;
            options.Issuers["kore"].SigningKey = kore;
        }));
}
