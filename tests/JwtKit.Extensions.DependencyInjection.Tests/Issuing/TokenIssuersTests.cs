using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using JwtKit.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TokenIssuersTests : IDisposable
{
    private static readonly TokenIdentity John = new() { Subject = "john", Name = "John Doe", Email = "john@example.com" };

    private readonly LogLines log = new();

    public void Dispose() => log.Dispose();

    [Test]
    public void Gives_an_issuer_by_its_name()
    {
        using ServiceProvider services = Services(Settings.With());

        Assert.That(services.GetRequiredKeyedService<ITokenIssuer>("kore").Platform, Is.EqualTo(TokenPlatform.KoreAiUser));
    }

    [Test]
    public void Names_the_issuers_there_are_when_asked_for_another()
    {
        using ServiceProvider services = Services(Settings.With());

        Assert.That(
            () => services.GetRequiredService<TokenIssuers>()["cai"],
            Throws.InvalidOperationException.With.Message.EqualTo("There is no issuer 'cai'; configured are ccai, kore, own."));
    }

    [Test]
    public async Task Issues_a_ccai_token_with_exactly_its_claims()
    {
        JsonObject claims = await ClaimsOfAsync("ccai", John);

        Assert.That(claims.ToJsonString(), Is.EqualTo(
            """{"iss":"ACME","iat":1777888800,"exp":1777892400,"identifier":"john","name":"John Doe","email":"john@example.com"}"""));
    }

    [Test]
    public async Task Issues_a_kore_user_token_with_exactly_its_claims()
    {
        JsonObject claims = await ClaimsOfAsync("kore", John);
        claims["jti"] = "random";

        Assert.That(claims.ToJsonString(), Is.EqualTo(
            """{"iss":"cs-demo","sub":"john","aud":"https://idproxy.kore.com/authorize","iat":1777888800,"exp":1777889100,"jti":"random","isAnonymous":false}"""));
    }

    [Test]
    public async Task Issues_a_kore_api_token_under_the_configured_subject()
    {
        JsonObject claims = await ClaimsOfAsync("api", null, ("api:Platform", "KoreAiApi"), ("api:ClientId", "cs-api"), ("api:Subject", "reporting"), ("api:Secret", Settings.KoreSecret));

        Assert.That(claims.ToJsonString(), Is.EqualTo("""{"sub":"reporting","iat":1777888800,"exp":1777889100,"appId":"cs-api"}"""));
    }

    [Test]
    public async Task Issues_a_token_of_its_own_with_the_identity_and_its_claims()
    {
        JsonObject claims = await ClaimsOfAsync("own", John with { Claims = new() { ["scope"] = "orders:read" } });
        claims["jti"] = "random";

        Assert.That(claims.ToJsonString(), Is.EqualTo(
            """{"iss":"https://id.example.com","sub":"john","aud":"orders-api","iat":1777888800,"exp":1777889100,"jti":"random","scope":"orders:read"}"""));
    }

    [Test]
    public void Refuses_an_identity_that_brings_a_claim_of_the_platform() => Assert.That(
        async () => await ClaimsOfAsync("kore", John with { Claims = new() { ["isAnonymous"] = true } }),
        Throws.ArgumentException.With.Message.StartsWith("The claim 'isAnonymous' is the platform's; an identity cannot bring another one."));

    [Test]
    public void Refuses_to_speak_of_nobody() => Assert.That(
        async () => await ClaimsOfAsync("kore", null),
        Throws.ArgumentException.With.Message.StartsWith("This issuer's tokens speak of users; an identity is needed."));

    [Test]
    public void Refuses_an_identity_where_the_application_speaks_for_itself() => Assert.That(
        async () => await ClaimsOfAsync("own", John, ("own:Subject", "batch")),
        Throws.ArgumentException.With.Message.StartsWith("This issuer's tokens speak for the application, under the configured Subject; no identity can be given."));

    [Test]
    public async Task Leaves_the_jti_out_where_configured() =>
        Assert.That((await ClaimsOfAsync("kore", John, ("kore:TokenId", "false"), ("kore:Lifetime", "25:00:00"))).ContainsKey("jti"), Is.False);

    [Test]
    public async Task Takes_the_secret_from_a_file_without_its_line_break()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Settings.CcaiSecret + "\n");
            await AssertSignedAsync(Settings.With(("ccai:Secret", null), ("ccai:SecretFile", file)), Encoding.UTF8.GetBytes(Settings.CcaiSecret));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("Base64", "ZGVtby1jb21wYW55LXNlY3JldC0wMTIzNDU2Nzg5LWFiY2RlZg==")]
    [TestCase("Base64Url", "ZGVtby1jb21wYW55LXNlY3JldC0wMTIzNDU2Nzg5LWFiY2RlZg")]
    [TestCase("Hex", "64656d6f2d636f6d70616e792d7365637265742d303132333435363738392d616263646566")]
    [TestCase("Text", Settings.CcaiSecret)]
    public Task Decodes_the_secret_as_told(string encoding, string secret) => AssertSignedAsync(
        Settings.With(("ccai:Secret", secret), ("ccai:SecretEncoding", encoding)), Encoding.UTF8.GetBytes(Settings.CcaiSecret));

    [Test]
    public Task Admits_a_short_secret_by_name() => AssertSignedAsync(
        Settings.With(("ccai:Secret", "short12345"), ("ccai:AllowShortSecret", "true")), "short12345"u8.ToArray());

    [Test]
    public async Task Signs_with_the_key_of_a_pem_file()
    {
        string file = Path.GetTempFileName();
        try
        {
            using RsaPrivateKey key = RsaPrivateKey.Generate();
            await File.WriteAllTextAsync(file, key.ExportPem());
            using ServiceProvider services = Services(Settings.With(("own:Secret", null), ("own:KeyFile", file), ("own:KeyId", "2026-01")));
            string token = await services.GetRequiredKeyedService<ITokenIssuer>("own").IssueAsync(John);
            using VerificationKey expected = VerificationKey.Rs256(key.GetPublicKey(), "2026-01");
            JwtValidator validator = new(
                new ValidationPolicy { Keys = [expected], Issuer = "https://id.example.com", Audience = "orders-api", Use = TokenUse.Reusable },
                new FixedTimeProvider(TestHost.Start));

            Assert.That((await validator.ValidateAsync(token)).Succeeded, Is.True);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task Writes_the_same_token_into_a_buffer()
    {
        using ServiceProvider services = Services(Settings.With());
        ITokenIssuer issuer = services.GetRequiredKeyedService<ITokenIssuer>("ccai");
        ArrayBufferWriter<byte> buffer = new();
        await issuer.IssueAsync(buffer, John);

        Assert.That(Encoding.ASCII.GetString(buffer.WrittenSpan), Is.EqualTo(await issuer.IssueAsync(John)));
    }

    [Test]
    public async Task Logs_each_token_by_issuer_and_key_only()
    {
        using ServiceProvider services = Services(Settings.With(("kore:KeyId", "k1")));
        await services.GetRequiredKeyedService<ITokenIssuer>("kore").IssueAsync(John);

        Assert.That(log.All, Is.EqualTo(new[] { "JwtKit.TokenIssuer: Information: Issued a token: issuer kore, key id k1. " }));
    }

    [Test]
    public void Warns_of_a_lifetime_close_to_the_platforms_limit()
    {
        using ServiceProvider services = Services(Settings.With(("kore:Lifetime", "00:56:00")));
        services.GetRequiredService<TokenIssuers>();

        Assert.That(log.All, Is.EqualTo(new[]
        {
            "JwtKit.TokenIssuer: Warning: The issuer kore makes tokens with a jti that live 00:56:00; the platform refuses them above 1 hour, and a clock that runs ahead by a few minutes is enough. Stay under 55 minutes. ",
        }));
    }

    [Test]
    public void Erases_its_keys_with_the_host()
    {
        ServiceProvider services = Services(Settings.With());
        ITokenIssuer issuer = services.GetRequiredKeyedService<ITokenIssuer>("ccai");
        services.Dispose();

        Assert.That(async () => await issuer.IssueAsync(John), Throws.TypeOf<ObjectDisposedException>());
    }

    private ServiceProvider Services(IConfigurationSection section) => new ServiceCollection()
        .AddSingleton<TimeProvider>(new FixedTimeProvider(TestHost.Start))
        .AddLogging(logging => logging.AddProvider(log))
        .AddJwtKit(section)
        .BuildServiceProvider(validateScopes: true);

    private async Task<JsonObject> ClaimsOfAsync(string issuer, TokenIdentity? identity, params (string Key, string? Value)[] changes)
    {
        using ServiceProvider services = Services(Settings.With(changes));
        return TokenText.Part(await services.GetRequiredKeyedService<ITokenIssuer>(issuer).IssueAsync(identity), 1);
    }

    private async Task AssertSignedAsync(IConfigurationSection section, byte[] secret)
    {
        using ServiceProvider services = Services(section);
        string token = await services.GetRequiredKeyedService<ITokenIssuer>("ccai").IssueAsync(John);
        int dot = token.LastIndexOf('.');
        byte[] expected = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(token[..dot]));

        Assert.That(token[(dot + 1)..], Is.EqualTo(System.Buffers.Text.Base64Url.EncodeToString(expected)));
    }
}
