using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>A host in which everything happens once; then all that it has logged, measured, traced and reported is searched for secrets.</summary>
[TestFixture]
internal sealed class FullRunTests : IDisposable
{
    private const string User = "subject-of-john-4711";
    private const string Password = "password-of-the-key-file-4711";
    private const string NewSecret = "too-short-but-secret-4711";
    private const string PostedSecret = "client-secret-that-a-page-posted-4711";
    private const string KaizalaToken = "opaque.kaizala.token-4711-4711";
    private const string Payload = "an-encrypted-payload-4711-4711";
    private const string ForeignKeyId = "key-id-from-outside-4711";

    private static readonly byte[] SharedKey = RandomNumberGenerator.GetBytes(32);

    private readonly Secrets secrets = new();
    private readonly EverythingLogged logged = new();
    private readonly List<string> reported = [];
    private Watched watched = null!;

    [OneTimeSetUp]
    public async Task RunEverything()
    {
        using RSA rsa = RSA.Create(2048);
        using TemporaryFile key = new(rsa.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        using TemporaryFile publicKey = new(rsa.ExportSubjectPublicKeyInfoPem());
        using TemporaryFile secret = new(Settings.CcaiSecret);
        TestPki pki = new();
        using PartyFolder server = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder stranger = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, "other authority"));
        using PartyFolder client = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        NoteKeys(rsa, await File.ReadAllTextAsync(client.Key), await File.ReadAllTextAsync(server.Key));

        await using KaizalaUpstream upstream = await KaizalaUpstream.StartAsync();
        await using TlsServer good = await TlsServer.StartAsync(server.Configure, Listen);
        await using TlsServer bad = await TlsServer.StartAsync(stranger.Configure, Listen);
        IConfigurationRoot configuration = Configuration(key.Path, publicKey.Path, secret.Path);
        await using TestHost host = await TestHost.StartAsync(Map, configuration.GetSection("JwtKit"), services =>
        {
            services.AddLogging(Listen);
            services.AddHealthChecks().AddJwtKit();
            services.AddAuthorization();
            services.AddAuthentication(KaizalaDefaults.AuthenticationScheme).AddKaizala(options => (options.BaseAddress, options.AllowHttpOnLoopback) = (upstream.Address, true));
            services.AddHttpClient("kore").AddMutualTls("kore", client.Configure);
            services.AddHttpClient("payload").AddJwtKitPayloadEncryption("kore");
        });
        watched = new Watched(host.Services, everySource: true);
        await FetchTokensAsync(host);
        await ValidateAsync(host, rsa);
        await CallAsync(host, upstream);
        await CallAsync(host.Services, good.Address, bad.Address);
        await ExchangeAsync(host);
        await RotateAsync(host, configuration);
        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        await host.StopAsync();
        reported.AddRange(report.Entries.Select(static entry => $"{entry.Key}: {entry.Value.Description} {string.Join(' ', entry.Value.Data)}"));
    }

    public void Dispose()
    {
        watched?.Dispose();
        logged.Dispose();
    }

    [Test]
    public void Logs_no_secret() => Assert.That(logged.All.SelectMany(secrets.FoundIn), Is.Empty);

    [Test]
    public void Measures_and_traces_no_secret() => Assert.That(watched.All.SelectMany(secrets.FoundIn), Is.Empty);

    [Test]
    public void Reports_no_secret() => Assert.That(reported.SelectMany(secrets.FoundIn), Is.Empty);

    [Test]
    public void Searches_for_every_kind_of_secret() => Assert.That(secrets.Count, Is.GreaterThan(50));

    [TestCase("JwtKit.TokenIssuer: Information TokenIssued:")]
    [TestCase("JwtKit.TokenEndpoint: Error TokenEndpointFailed:")]
    [TestCase("JwtKit.TlsParty: Warning ServerCertificateRefused:")]
    [TestCase("JwtKit.JwtKitRuntime: Error ConfigurationEntryRefused:")]
    [TestCase("JwtKit.JwtKitRuntime: Information ConfigurationReloaded:")]
    [TestCase("JwtKit.JwksResolver: Warning KeysNotFetched:")]
    public void Has_seen_the_log(string begin) => Assert.That(logged.All, Has.Some.StartsWith(begin));

    [TestCase("jwtkit.tokens.issued 1 jwtkit.algorithm=HS256 jwtkit.encrypted=True jwtkit.issuer=kore")]
    [TestCase("jwtkit.tokens.issued 1 jwtkit.algorithm=HS256 jwtkit.encrypted=False jwtkit.issuer=ccai")]
    [TestCase("jwtkit.tokens.validated 1 jwtkit.outcome=accepted jwtkit.validator=own")]
    [TestCase("jwtkit.tokens.validated 1 jwtkit.outcome=replayed jwtkit.validator=own")]
    [TestCase("jwtkit.tokens.validated 1 jwtkit.outcome=invalid_signature jwtkit.validator=own")]
    [TestCase("jwtkit.mutual_tls.refusals 1 jwtkit.outcome=untrusted jwtkit.party=kore jwtkit.peer=server")]
    [TestCase("jwtkit.payload.exchanges 1 jwtkit.envelope=kore jwtkit.outcome=completed jwtkit.side=client")]
    [TestCase("jwtkit.payload.exchanges 1 jwtkit.envelope=kore jwtkit.outcome=completed jwtkit.side=server")]
    [TestCase("jwtkit.payload.exchanges 1 jwtkit.envelope=kore jwtkit.outcome=envelope_refused jwtkit.side=server")]
    [TestCase("jwtkit.kaizala.introspections 1 jwtkit.outcome=accepted jwtkit.scheme=Kaizala")]
    [TestCase("jwtkit.kaizala.introspections 1 jwtkit.outcome=refused jwtkit.scheme=Kaizala")]
    [TestCase("jwtkit.kaizala.introspections 1 jwtkit.outcome=not_understood jwtkit.scheme=Kaizala")]
    [TestCase("activity jwtkit.validate jwtkit.validate Unset  jwtkit.outcome=replayed jwtkit.validator=own")]
    public void Has_seen_the_measurements(string line) => Assert.That(watched.All, Has.Member(line));

    private static IConfigurationRoot Configuration(string key, string publicKey, string secret) => TelemetrySettings.Root(
        ("Issuers:ccai:Secret", null),
        ("Issuers:ccai:SecretFile", secret),
        ("Issuers:kore:Encryption:KeyFile", publicKey),
        ("Issuers:kore:Encryption:KeyId", "kore-demo"),
        ("Issuers:own:Secret", null),
        ("Issuers:own:KeyFile", key),
        ("Issuers:own:KeyPassword", Password),
        ("Issuers:own:KeyId", "2026-01"),
        ("Validators:own:Secret", null),
        ("Validators:own:KeyFile", publicKey),
        ("Validators:own:KeyId", "2026-01"),
        ("Validators:published:Issuer", "https://id.example.com"),
        ("Validators:published:Audience", "orders-api"),
        ("Validators:published:Use", "Reusable"),
        ("Validators:published:JwksUri", "http://127.0.0.1:1/keys"),
        ("Validators:published:AllowHttpOnLoopback", "true"),
        ("Envelopes:kore:SharedKey", Convert.ToBase64String(SharedKey)));

    private static void Map(WebApplication app)
    {
        PayloadPair.MapEcho(app);
        app.MapTokenEndpoint("/auth/token", "ccai").AllowAnonymousVisitors();
        app.MapTokenEndpoint("/api/users/sts", "kore").AllowAnonymousVisitors();
        app.MapTokenEndpoint("/own", "own");
        app.MapTokenEndpoint("/failing", "own").ResolveIdentity(static (_, _) => new(new TokenIdentity { Subject = User, Claims = { ["iss"] = User } }));
        app.MapJwks();
        app.MapGet("/kaizala", static async (Microsoft.AspNetCore.Http.HttpContext context) => (await context.AuthenticateAsync(KaizalaDefaults.AuthenticationScheme)).Succeeded);
    }

    private void Listen(WebApplicationBuilder builder) => Listen(builder.Logging);

    private void Listen(ILoggingBuilder logging) => logging.AddProvider(logged).AddFilter<EverythingLogged>(null, LogLevel.Trace).SetMinimumLevel(LogLevel.Trace);

    private void NoteKeys(RSA rsa, params string[] tlsKeys)
    {
        RSAParameters numbers = rsa.ExportParameters(includePrivateParameters: true);
        secrets.Add("the private exponent", numbers.D!);
        secrets.Add("a prime", numbers.P!);
        secrets.Add("another prime", numbers.Q!);
        secrets.Add("the private key", rsa.ExportPkcs8PrivateKey());
        foreach (string pem in tlsKeys)
        {
            using ECDsa tls = ECDsa.Create();
            tls.ImportFromPem(pem);
            secrets.Add("a TLS key", tls.ExportParameters(includePrivateParameters: true).D!);
            secrets.Add("a TLS key's file", tls.ExportPkcs8PrivateKey());
        }

        secrets.Add("CCAI's secret", Settings.CcaiSecret);
        secrets.Add("Kore's secret", Settings.KoreSecret);
        secrets.Add("the new secret", NewSecret);
        secrets.Add("the password", Password);
        secrets.Add("the shared key", SharedKey);
        secrets.Add("the payload", Payload);
        secrets.Add("the subject", User);
        secrets.Add("the posted secret", PostedSecret);
        secrets.Add("Kaizala's token", KaizalaToken);
        secrets.Add("Kaizala's hash", SHA256.HashData(Encoding.UTF8.GetBytes(KaizalaToken)));
        secrets.Add("Kaizala's user", KaizalaUpstream.UserId);
        secrets.Add("Kaizala's name", "Ada Secretname");
        secrets.Add("Kaizala's phone number", "4915112345678");
        secrets.Add("a key id from outside", ForeignKeyId);
    }

    private void NoteToken(string name, string token)
    {
        secrets.AddToken(name, token);
        if (token.Split('.').Length == 3)
        {
            foreach (string claim in new[] { "jti", "sub", "identifier", "email" })
            {
                if (TokenText.Part(token, 1)[claim]?.GetValue<string>() is { Length: > 8 } value)
                {
                    secrets.Add($"{name}, {claim}", value);
                }
            }
        }
    }

    private async Task FetchTokensAsync(TestHost host)
    {
        foreach ((string path, HttpMethod method) in new[] { ("/auth/token", HttpMethod.Get), ("/api/users/sts", HttpMethod.Post), ("/own", HttpMethod.Post) })
        {
            Answer answer = await host.SendAsync(method, path, null, (TestHost.UserHeader, User));
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Body);
            NoteToken(path, answer.Token);
        }

        Answer visitor = await host.GetAsync("/auth/token");
        NoteToken("a visitor's", visitor.Token);
        secrets.Add("a visitor's cookie", visitor.Cookie.Split('=', 2)[1]);
        NoteToken("a page's", (await host.SendAsync(HttpMethod.Post, "/api/users/sts", JsonContent.Create(new { clientId = "cs-demo", clientSecret = PostedSecret, identity = User }))).Token);
        Assert.That((await host.GetAsync("/auth/token", (TestHost.UserHeader, User + "@example.com"))).Code, Is.EqualTo("issuing_failed"));
        Assert.That((await host.PostAsync("/failing", (TestHost.UserHeader, User))).Code, Is.EqualTo("issuing_failed"));
        Assert.That((await host.PostAsync("/own")).Code, Is.EqualTo("sign_in_required"));
        await host.GetAsync("/.well-known/jwks.json");
    }

    private async Task ValidateAsync(TestHost host, RSA rsa)
    {
        ITokenValidator validator = host.Services.GetRequiredKeyedService<ITokenValidator>("own");
        string token = await host.Services.GetRequiredKeyedService<ITokenIssuer>("own").IssueAsync(new TokenIdentity { Subject = User });
        using SigningKey foreign = SigningKey.Rs256(RsaPrivateKey.Generate(), ForeignKeyId);
        using SigningKey own = SigningKey.Rs256(RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()), "2026-01");
        JwtDescriptor other = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = User, Audiences = [User], Subject = User };
        string[] submitted =
        [
            token, token, token[..^8] + "AAAAAAAA", User, token + User, Jwt.Sign(other, foreign, host.Time), Jwt.Sign(other, own, host.Time),
            Jwt.Sign(other with { Audiences = ["orders-api"], Issuer = "https://id.example.com", TokenId = TokenId.None }, own, host.Time),
        ];
        foreach (string each in submitted)
        {
            if (each.Contains('.', StringComparison.Ordinal) && each.Split('.').Length == 3 && !each.EndsWith(User, StringComparison.Ordinal))
            {
                NoteToken("a submitted token", each);
            }

            await validator.ValidateAsync(each);
            await host.Services.GetRequiredKeyedService<ITokenValidator>("published").ValidateAsync(each);
        }
    }

    private static async Task CallAsync(TestHost host, KaizalaUpstream upstream)
    {
        Assert.That((await host.GetAsync("/kaizala", ("accessToken", KaizalaToken))).Body, Is.EqualTo("true"));
        upstream.AnswerWith(500, KaizalaToken);
        await host.GetAsync("/kaizala", ("accessToken", KaizalaToken + "-2"));
        upstream.AnswerWith(401, KaizalaToken);
        await host.GetAsync("/kaizala", ("accessToken", KaizalaToken + "-3"));
        upstream.AnswerWith(200, "{" + KaizalaToken);
        await host.GetAsync("/kaizala", ("accessToken", KaizalaToken + "-4"));
    }

    private static async Task CallAsync(IServiceProvider services, Uri good, Uri bad)
    {
        using HttpClient client = services.GetRequiredService<IHttpClientFactory>().CreateClient("kore");
        Assert.That(await client.GetStringAsync(good), Does.StartWith("CN=bots"));
        Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(bad));
    }

    /// <summary>An encrypted request with its answer, and one that does not open.</summary>
    private static async Task ExchangeAsync(TestHost host)
    {
        using HttpClient client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("payload");
        using StringContent content = new(Payload);
        using HttpResponseMessage answer = await client.PostAsync(new Uri(host.Client.BaseAddress!, "/echo"), content);
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(Payload));
        using StringContent other = new(Payload, Encoding.UTF8, "application/jose+json");
        Assert.That((await host.SendAsync(HttpMethod.Post, "/echo", other, ("JwtKit-Request-Id", "AAAAAAAAAAAAAAAAAAAAAA"))).Code, Is.EqualTo("envelope_refused"));
    }

    /// <summary>To a secret that is refused, and to one that is good.</summary>
    private async Task RotateAsync(TestHost host, IConfigurationRoot configuration)
    {
        foreach (string next in new[] { NewSecret, NewSecret + NewSecret })
        {
            configuration["JwtKit:Issuers:kore:Secret"] = next;
            configuration.Reload();
            host.Time.Elapse(TimeSpan.FromSeconds(2));
            host.Time.Elapse(TimeSpan.FromSeconds(2));
        }

        NoteToken("a token of the new secret", (await host.PostAsync("/api/users/sts", (TestHost.UserHeader, User))).Token);
    }
}
