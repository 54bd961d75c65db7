using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>A secret that was pasted under the wrong setting is in no fault, in no exception and in no line of the log.</summary>
[TestFixture]
internal sealed class PastedSecretTests
{
    private const string Mark = "hunter2";

    private static readonly string[] Secrets =
    [
        "hunter2-hunter2-hunter2-hunter2-hunter2",
        "Kx9+hunter2/qT4vM1hunter2=",
        "/hunter2+qT4vM1/hunter2=",
        "https://user:hunter2@example.com/hunter2?hunter2#hunter2",
        "https://example.com/hunter2",
        "hunter2 hunter2 \u00e9\u00e9\u00e9",
        "hunter2\\hunter2\0",
        "hunter2:hunter2",
    ];

    /// <summary>Settings that are right, so that the secret is all that is wrong.</summary>
    private static readonly Dictionary<string, string?> Right = new()
    {
        ["JwtKit:Issuers:own:Issuer"] = "https://id.example.com",
        ["JwtKit:Issuers:own:Audience"] = "orders-api",
        ["JwtKit:Issuers:own:Lifetime"] = "00:05:00",
        ["JwtKit:Issuers:own:Secret"] = Settings.OwnSecret,
        ["JwtKit:Issuers:ccai:Platform"] = "Ccai",
        ["JwtKit:Issuers:ccai:Company"] = "ACME",
        ["JwtKit:Issuers:ccai:Secret"] = Settings.CcaiSecret,
        ["JwtKit:Validators:v:Issuer"] = "https://id.example.com",
        ["JwtKit:Validators:v:Audience"] = "orders-api",
        ["JwtKit:Validators:v:Use"] = "Reusable",
        ["JwtKit:Validators:v:Secret"] = Settings.OwnSecret,
        ["JwtKit:Envelopes:e:SharedKey"] = Convert.ToBase64String(new byte[32]),
        ["Apps:a:ClientId"] = "cs-a",
        ["Apps:a:Algorithm"] = "HS256",
        ["Apps:a:Secret"] = Settings.KoreSecret,
        ["JwtKit:Replay:Store"] = "Memory",
    };

    private static IEnumerable<string> Places() =>
    [
        .. Of<IssuerOptions>("JwtKit:Issuers:own"),
        .. Of<IssuerOptions>("JwtKit:Issuers:ccai"),
        .. Of<IssuerEncryptionOptions>("JwtKit:Issuers:own:Encryption"),
        .. Of<IssuerCorsOptions>("JwtKit:Issuers:own:Cors"),
        "JwtKit:Issuers:own:Cors:Origins:0",
        .. Of<ValidatorOptions>("JwtKit:Validators:v"),
        "JwtKit:Validators:v:RequiredClaims:0",
        .. Of<EnvelopeOptions>("JwtKit:Envelopes:e"),
        .. Of<EnvelopeCallerOptions>("JwtKit:Envelopes:e:Callers:0"),
        .. Of<MutualTlsOptions>("JwtKit:MutualTls:m"),
        "JwtKit:MutualTls:m:AllowedSubjects:0",
        .. Of<ReplayOptions>("JwtKit:Replay"),
        .. Of<ValidatorOptions>("Apps:a"),
        .. Of<KoreAiApp>("Apps:a"),
        "Apps:a:Name",
        "Apps:a:Scopes:0",
        "Apps:a:Scopes",
        "Apps:a:ScopesPublished",
        "Apps:a:EnforcePayloadEncryption",
        "Apps:a:Tables:0:Name",
        "Apps:a:Tables:0:Access:0",
        "Apps:a:Views:0:Access",
        "Platform:DecryptionKeyFile",
        "Platform:DecryptionKeyPassword",
        "Platform:DecryptionKeyId",
        "Platform:RetiredDecryptionKeyFile",
        "Platform:RetiredDecryptionKeyPassword",
        "Platform:RetiredDecryptionKeyId",
        "Platform:KeyManagements:0",
        "Platform:KeyManagements",
    ];

    [TestCaseSource(nameof(Places))]
    public async Task Is_shown_nowhere_as_the_value_of_a_setting(string place)
    {
        foreach (string secret in Secrets)
        {
            Assert.That(await AllThatIsSaidAsync((place, secret)), Does.Not.Contain(Mark), secret);
            Assert.That(await AllThatIsSaidAsync((place, secret), Without(place, "Secret")), Does.Not.Contain(Mark), secret);
            Assert.That(await AllThatIsSaidAsync((place, secret), Without(place, "SharedKey")), Does.Not.Contain(Mark), secret);
        }
    }

    [TestCase("JwtKit")]
    [TestCase("JwtKit:Issuers:own")]
    [TestCase("JwtKit:Issuers:own:Cors")]
    [TestCase("JwtKit:Issuers:own:Encryption")]
    [TestCase("JwtKit:Validators:v")]
    [TestCase("JwtKit:Envelopes:e")]
    [TestCase("JwtKit:MutualTls:m")]
    [TestCase("JwtKit:Replay")]
    [TestCase("Apps:a")]
    [TestCase("Platform")]
    public async Task Is_shown_nowhere_as_the_name_of_a_setting(string section)
    {
        string said = await AllThatIsSaidAsync(($"{section}:{Secrets[0]}", "1"));

        Assert.That(said, Does.Contain($"{section}:…: is not a known setting (its name has 39 characters); known here are ").And.Not.Contains(Mark));
    }

    [TestCase("JwtKit:Issuers:own:Algorithm", "HS265", "'HS265' is not known")]
    [TestCase("JwtKit:Issuers:own:AllowShortSecret", "yes", "'yes' is not known")]
    [TestCase("JwtKit:Issuers:own:Platform", "KoreAIUsers", "'KoreAIUsers' is not known")]
    [TestCase("JwtKit:Issuers:own:Lifetime", "25:00:99", "'25:00:99' is not a duration")]
    [TestCase("JwtKit:Issuers:own:Cors:Origins:0", "https://www.example.com/", "'https://www.example.com/' is not an origin")]
    [TestCase("JwtKit:Replay:Store", "Postgresql", "'Postgresql' is not known")]
    [TestCase("JwtKit:Issuers:own:SecretFile", "/etc/jwtkit/secret", "the file '/etc/jwtkit/secret' does not exist")]
    [TestCase("JwtKit:Issuers:own:KeyFile", "key.pem", "key.pem' does not exist")]
    public async Task Leaves_a_misspelled_name_and_a_path_readable(string place, string value, string expected)
    {
        (string, string?)[] changes = place.EndsWith("File", StringComparison.Ordinal) ? [(place, value), ("JwtKit:Issuers:own:Secret", null)] : [(place, value)];

        Assert.That(await AllThatIsSaidAsync(changes), Does.Contain(expected));
    }

    [TestCase("JwtKit:Issuers:own:Algorithm", "hunter2hunter2", "JwtKit:Issuers:own:Algorithm: a value of 14 characters is not known; use one of HS256, HS384, HS512, RS256, RS384, RS512, spelled exactly so.")]
    [TestCase("JwtKit:Issuers:own:Lifetime", "8675309867", "JwtKit:Issuers:own:Lifetime: a value of 10 characters is not a duration; write hours:minutes:seconds, such as 00:05:00.")]
    [TestCase("JwtKit:Replay:Capacity", "8675309867", "JwtKit:Replay:Capacity: a value of 10 characters is not a whole number.")]
    [TestCase("JwtKit:Validators:v:JwksUri", "ftp://hunter2", "JwtKit:Validators:v:JwksUri: comes beside another key; one of KeyFile, JwksUri, Secret and SecretFile is needed, and Secret, JwksUri were found.")]
    public async Task Says_how_long_the_value_is(string place, string value, string expected) =>
        Assert.That(await AllThatIsSaidAsync((place, value)), Does.Contain(expected));

    private static IEnumerable<string> Of<T>(string section) =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => $"{section}:{property.Name}");

    /// <summary>Takes a key out that would hide a fault of the one that was changed.</summary>
    private static (string Key, string? Value) Without(string place, string setting)
    {
        string key = $"{place[..place.LastIndexOf(':')]}:{setting}";
        return key == place ? ("unused", null) : (key, null);
    }

    /// <summary>Starts a host, and returns all that it throws and logs.</summary>
    private static async Task<string> AllThatIsSaidAsync(params (string Key, string? Value)[] changes)
    {
        Dictionary<string, string?> settings = new(Right);
        foreach ((string key, string? value) in changes)
        {
            settings[key] = value;
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Where(static setting => setting.Value is not null)).Build();
        using EverythingLogged log = new();
        ServiceCollection services = new();
        services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        services.AddJwtKit(configuration.GetSection("JwtKit")).AddJwtKitMutualTls();
        services.AddKoreAiApps(configuration.GetSection("Apps"), configuration.GetSection("Platform"));
        List<string> said = [];
        await using (ServiceProvider provider = services.BuildServiceProvider())
        {
            foreach (Func<Task> start in Starts(provider))
            {
                try
                {
                    await start();
                }
                catch (Exception e)
                {
                    said.Add(e.ToString());
                }
            }
        }

        return string.Join('\n', said.Concat(log.All));
    }

    private static IEnumerable<Func<Task>> Starts(ServiceProvider provider)
    {
        yield return () =>
        {
            provider.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate();
            return Task.CompletedTask;
        };
        yield return async () =>
        {
            foreach (IHostedService service in provider.GetServices<IHostedService>())
            {
                await service.StartAsync(CancellationToken.None);
            }
        };
    }
}
