using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Endpoints;

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
    public async Task Is_empty_where_nothing_is_public()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapJwks("/keys"));

        Assert.That((await host.GetAsync("/keys")).Body, Is.EqualTo("""{"keys":[]}"""));
    }
}
