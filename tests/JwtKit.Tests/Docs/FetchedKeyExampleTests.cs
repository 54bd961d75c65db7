using System.Net;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A validator with keys that are fetched, as the pages show it.</summary>
[TestFixture]
internal sealed class FetchedKeyExampleTests
{
    /// <summary>It is only made: with its first use it would ask that host.</summary>
    [Test]
    public void Names_the_host_whose_keys_count()
    {
        #region resolver
        using JwksResolver jwks = new(new Uri("https://id.example.com/.well-known/jwks.json"), SignatureAlgorithm.Rs256);
        #endregion
        Assert.That(jwks.ToString(), Does.Contain("id.example.com"));
    }

    [Test]
    public async Task Accepts_a_token_of_the_issuer_that_publishes_its_key()
    {
        using SigningKey key = SigningKey.Rs256(RsaPrivateKey.Generate(), keyId: "2026-01");
        using PublishedSet published = new($$"""{"keys":[{{key.VerificationKey.PublicJwk!.ToJson()}}]}""");
        using JwksResolver fetched = new(new Uri("https://id.example.com/jwks.json"), SignatureAlgorithm.Rs256, new JwksResolverOptions { Handler = published });
        JwtDescriptor order = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "https://id.example.com", Audiences = ["orders-api"] };

        (JwtValidator validator, bool isReady) = await ValidatorAsync(fetched);

        Assert.That((isReady, (await validator.ValidateAsync(Jwt.Sign(order, key))).Succeeded), Is.EqualTo((true, true)));
    }

    private static async Task<(JwtValidator Validator, bool IsReady)> ValidatorAsync(JwksResolver jwks)
    {
        #region resolver
        JwtValidator validator = new(new ValidationPolicy
        {
            Keys = jwks, Issuer = "https://id.example.com", Audience = "orders-api", Use = TokenUse.Reusable,
        });
        bool isReady = await jwks.PrefetchAsync();   // at start, if you want to know; jwks.LastFailure says why not
        #endregion
        return (validator, isReady);
    }

    private sealed class PublishedSet(string json) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, null, "application/jwk-set+json") });
    }
}
