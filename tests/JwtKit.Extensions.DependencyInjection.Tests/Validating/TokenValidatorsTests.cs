using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JwtKit.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Validators as the configuration describes them.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TokenValidatorsTests : IDisposable
{
    private const string SecretText = "a-shared-secret-0123456789-0123456789";

    private readonly FixedTimeProvider time = new(TestHost.Start);
    private readonly SigningKey key = SigningKey.Rs256(RsaPrivateKey.Generate(), "k1");

    public void Dispose() => key.Dispose();

    [Test]
    public Task Takes_a_public_key_in_pem() => AssertTakesAsync(key.VerificationKey.PublicJwk!.GetPublicKey().ExportPem());

    [Test]
    public Task Takes_a_jwk() => AssertTakesAsync(key.VerificationKey.PublicJwk!.ToJson());

    [Test]
    public Task Takes_a_jwk_set() => AssertTakesAsync(new JwkSet([key.VerificationKey.PublicJwk!]).ToJson());

    [Test]
    public Task Takes_a_certificate()
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(key.VerificationKey.PublicJwk!.GetPublicKey().ExportPem());
        using RSA signer = RSA.Create(2048);
        CertificateRequest request = new(
            "CN=id.example.com", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.Create(
            new X500DistinguishedName("CN=ca"),
            X509SignatureGenerator.CreateForRSA(signer, RSASignaturePadding.Pkcs1),
            TestHost.Start,
            TestHost.Start.AddDays(1),
            [1]);
        return AssertTakesAsync(certificate.ExportCertificatePem());
    }

    [Test]
    public async Task Fetches_a_key_set()
    {
        await using TestHost keys = await TestHost.StartAsync(app => app.MapGet("/keys", context => context.Response.WriteAsync(new JwkSet([key.VerificationKey.PublicJwk!]).ToJson())));
        using ServiceProvider services = Services(Own("Reusable", ("JwksUri", keys.Client.BaseAddress + "keys"), ("AllowHttpOnLoopback", "true")));

        Assert.That(await Validator(services).VerdictAsync(Token()), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Keeps_a_fetched_key_set_across_a_change()
    {
        int fetches = 0;
        await using TestHost keys = await TestHost.StartAsync(app => app.MapGet("/keys", context =>
        {
            Interlocked.Increment(ref fetches);
            return context.Response.WriteAsync(new JwkSet([key.VerificationKey.PublicJwk!]).ToJson());
        }));
        ChangingSettings settings = new([.. OwnSettings("Reusable", ("JwksUri", keys.Client.BaseAddress + "keys"), ("AllowHttpOnLoopback", "true"))]);
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        await host.Validator("own").VerdictAsync(Token());
        settings.Change(("Validators:own:ClockSkew", "00:00:10"));

        Assert.That((await host.Validator("own").VerdictAsync(Token()), fetches, host.Changes.Count()), Is.EqualTo(("accepted", 1, 1)));
    }

    [Test]
    public async Task Refuses_a_token_under_another_secret()
    {
        using ServiceProvider services = Services(Own("Reusable", ("Secret", SecretText)));
        using SigningKey other = SigningKey.Hs256(Secret.FromText("another-secret-0123456789-0123456789"));

        Assert.That(await Validator(services).VerdictAsync(Token(other)), Is.EqualTo("invalid_signature"));
    }

    [Test]
    public async Task Takes_a_token_under_its_secret()
    {
        using ServiceProvider services = Services(Own("Reusable", ("Secret", SecretText)));
        using SigningKey shared = SigningKey.Hs256(Secret.FromText(SecretText));

        Assert.That(await Validator(services).VerdictAsync(Token(shared)), Is.EqualTo("accepted"));
    }

    [TestCase(SecretText, "accepted")]
    [TestCase(Settings.OwnSecret, "accepted")]
    [TestCase(Settings.KoreSecret, "invalid_signature")]
    public async Task Takes_tokens_under_both_secrets_while_they_change(string secret, string expected)
    {
        using ServiceProvider services = Services(Own("Reusable", ("Secret", SecretText), ("FormerSecret", Settings.OwnSecret)));
        using SigningKey shared = SigningKey.Hs256(Secret.FromText(secret));

        Assert.That(await Validator(services).VerdictAsync(Token(shared)), Is.EqualTo(expected));
    }

    [TestCase("k1", SecretText)]
    [TestCase("k0", Settings.OwnSecret)]
    public async Task Tells_both_secrets_apart_by_their_ids(string keyId, string secret)
    {
        using ServiceProvider services = Services(Own("Reusable", ("Secret", SecretText), ("KeyId", "k1"), ("FormerSecret", Settings.OwnSecret), ("FormerKeyId", "k0")));
        using SigningKey shared = SigningKey.Hs256(Secret.FromText(secret), keyId);

        Assert.That(await Validator(services).VerdictAsync(Token(shared)), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Opens_an_encrypted_token()
    {
        string pem = Verdicts.NewKeyPem();
        using TemporaryFile file = new(pem);
        using SigningKey receiver = SigningKey.Rs256(RsaPrivateKey.FromPem(pem));
        using EncryptionKey encryption = EncryptionKey.FromPublicKey(KeyManagement.RsaOaep, receiver.VerificationKey.PublicJwk!.GetPublicKey());
        using SigningKey shared = SigningKey.Hs256(Secret.FromText(SecretText));
        using ServiceProvider services = Services(Own("Reusable", ("Secret", SecretText), ("DecryptionKeyFile", file.Path)));
        string token = Jwt.SignAndEncrypt(Descriptor(), shared, encryption.Using(ContentEncryption.A256Gcm), time);

        Assert.That((await Validator(services).VerdictAsync(token), await Validator(services).VerdictAsync(Token(shared))), Is.EqualTo(("accepted", "not_encrypted")));
    }

    [Test]
    public async Task Takes_a_one_time_token_once()
    {
        using SigningKey shared = SigningKey.Hs256(Secret.FromText(SecretText));
        using ServiceProvider services = Services([.. Own("OneTime", ("Secret", SecretText)), ("JwtKit:Replay:Store", "Memory")]);
        string token = Token(shared);
        ITokenValidator validator = Validator(services);

        Assert.That((await validator.VerdictAsync(token), await validator.VerdictAsync(token)), Is.EqualTo(("accepted", "replayed")));
    }

    [TestCase("own")]
    [TestCase("OWN")]
    [TestCase("Own")]
    public void Is_injected_by_its_name_in_any_case(string name)
    {
        using ServiceProvider services = Services(Own("Reusable", ("Secret", SecretText)));

        Assert.That(services.GetRequiredKeyedService<ITokenValidator>(name).Name, Is.EqualTo("own"));
    }

    [Test]
    public void Names_the_validators_there_are_when_asked_for_another()
    {
        using ServiceProvider services = Services(Own("Reusable", ("Secret", SecretText)));

        Assert.That(
            () => services.GetRequiredService<TokenValidators>()["won"],
            Throws.InvalidOperationException.With.Message.EqualTo("There is no validator 'won'; configured are own."));
    }

    [Test]
    public async Task Follows_a_policy_of_code()
    {
        using VerificationKey shared = VerificationKey.FromSecret(SignatureAlgorithm.Hs256, Secret.FromText(SecretText));
        using SigningKey signing = SigningKey.Hs256(Secret.FromText(SecretText));
        ValidationPolicy policy = new() { Keys = VerificationKeys.Create(shared), Issuer = "https://id.example.com", Audience = "orders-api", Use = TokenUse.Reusable };
        using ServiceProvider services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddJwtKit(Settings.Only())
            .Configure<JwtKitOptions>(options => options.Validators["own"] = new ValidatorOptions { Policy = policy })
            .BuildServiceProvider();

        Assert.That(await Validator(services).VerdictAsync(Token(signing)), Is.EqualTo("accepted"));
    }

    [Test]
    public void Leaves_the_keys_of_a_policy_of_code_alone()
    {
        using VerificationKey shared = VerificationKey.FromSecret(SignatureAlgorithm.Hs256, Secret.FromText(SecretText));
        ValidationPolicy policy = new() { Keys = VerificationKeys.Create(shared), Issuer = "i", Audience = "a", Use = TokenUse.Reusable };
        ServiceProvider services = new ServiceCollection()
            .AddJwtKit(Settings.Only())
            .Configure<JwtKitOptions>(options => options.Validators["own"] = new ValidatorOptions { Policy = policy })
            .BuildServiceProvider();
        _ = Validator(services);
        services.Dispose();
        using SigningKey signing = SigningKey.Hs256(Secret.FromText(SecretText));

        Assert.That(Jws.TryVerify(Jws.Sign("x"u8, signing), shared, out _));
    }

    private static (string Key, string? Value)[] Own(string use, params (string Key, string? Value)[] settings) =>
        [.. OwnSettings(use, settings).Select(static setting => ("JwtKit:" + setting.Key, setting.Value))];

    private static IEnumerable<(string Key, string? Value)> OwnSettings(string use, params (string Key, string? Value)[] settings) =>
    [
        ("Validators:own:Issuer", "https://id.example.com"),
        ("Validators:own:Audience", "orders-api"),
        ("Validators:own:Use", use),
        .. settings.Select(static setting => ("Validators:own:" + setting.Key, setting.Value)),
    ];

    private static ITokenValidator Validator(IServiceProvider services) => services.GetRequiredKeyedService<ITokenValidator>("own");

    private static JwtDescriptor Descriptor() => new()
    {
        Issuer = "https://id.example.com",
        Audiences = ["orders-api"],
        Subject = "john",
        Lifetime = TimeSpan.FromMinutes(5),
        TokenId = TokenId.Generate,
    };

    private string Token(SigningKey? signing = null) => Jwt.Sign(Descriptor(), signing ?? key, time);

    private ServiceProvider Services((string Key, string? Value)[] settings) => new ServiceCollection()
        .AddSingleton<TimeProvider>(time)
        .AddJwtKit(Settings.Only(settings))
        .BuildServiceProvider(validateScopes: true);

    private async Task AssertTakesAsync(string keyFile)
    {
        using TemporaryFile file = new(keyFile);
        using ServiceProvider services = Services(Own("Reusable", ("KeyFile", file.Path)));

        Assert.That(await Validator(services).VerdictAsync(Token()), Is.EqualTo("accepted"));
    }
}
