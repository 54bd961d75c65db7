using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Hosts whose issuers and validators are described by code, without any section or beside one.</summary>
[TestFixture]
internal sealed class CodeConfigurationTests
{
    private const string OtherSecret = "demo-secret-of-code-0123456789-0123456789";

    [Test]
    public async Task Issues_and_validates_in_a_worker_host_without_a_section()
    {
        using IHost host = Worker(static services => services.AddJwtKit(static options =>
        {
            options.Issuers["own"] = Own(Settings.OwnSecret);
            options.Validators["own"] = Validator(Settings.OwnSecret);
            options.Replay.Store = "Memory";
        }));
        await host.StartAsync();
        string token = await host.Services.GetRequiredKeyedService<ITokenIssuer>("own").IssueAsync(Verdicts.John);
        ITokenValidator validator = host.Services.GetRequiredKeyedService<ITokenValidator>("own");

        Assert.That((await validator.VerdictAsync(token), await validator.VerdictAsync(token)), Is.EqualTo(("accepted", "replayed")));
    }

    [Test]
    public async Task Issues_for_each_platform()
    {
        using IHost host = Worker(static services => services.AddJwtKit(static options =>
        {
            options.Issuers["ccai"] = new IssuerOptions { Platform = TokenPlatform.Ccai, Company = "ACME", Secret = Settings.CcaiSecret };
            options.Issuers["kore"] = new IssuerOptions { Platform = TokenPlatform.KoreAiUser, ClientId = "cs-demo", Secret = Settings.KoreSecret };
            options.Issuers["api"] = new IssuerOptions { Platform = TokenPlatform.KoreAiApi, ClientId = "cs-demo", Subject = "reporting", Secret = Settings.KoreSecret };
        }));
        TokenIssuers issuers = host.Services.GetRequiredService<TokenIssuers>();
        string ccai = await issuers["ccai"].IssueAsync(new TokenIdentity { Subject = "3f2504e0-4f89-41d3-9a0c-0305e82c3301" });
        string kore = await issuers["kore"].IssueAsync(Verdicts.John);
        string api = await issuers["api"].IssueAsync();

        Assert.That((ccai.IsUnder(Settings.CcaiSecret), kore.IsUnder(Settings.KoreSecret), api.IsUnder(Settings.KoreSecret)), Is.EqualTo((true, true, true)));
    }

    [Test]
    public void Reports_every_fault_at_the_start_under_the_key_where_it_would_stand()
    {
        using IHost host = Worker(static services => services.AddJwtKit(static options =>
        {
            options.Issuers["own"] = Own("short");
            options.Issuers["kore"] = new IssuerOptions { Platform = TokenPlatform.KoreAiUser };
            options.Issuers["rsa"] = new IssuerOptions { Platform = TokenPlatform.KoreAiUser, ClientId = "cs-demo", Algorithm = "RS256" };
            options.Validators["own"] = new ValidatorOptions { Issuer = "https://id.example.com", KeyFile = "nowhere.pem", Use = ValidatorUse.OneTime };
            options.Envelopes["kore"] = new EnvelopeOptions { MaximumLength = 1 };
        }).AddTlsParty("kore", static party => party.RootFile = "nowhere.pem"));
        OptionsValidationException? stop = Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.That(stop!.Failures.Select(static fault => fault.Split(": ")[0]), Is.EquivalentTo(new[]
        {
            "JwtKit:Issuers:own:Secret", "JwtKit:Issuers:kore:ClientId", "JwtKit:Issuers:kore:Secret", "JwtKit:Issuers:rsa:KeyFile", "JwtKit:Validators:own:Audience",
            "JwtKit:Validators:own:KeyFile", "JwtKit:Replay:Store", "JwtKit:Envelopes:kore:MaximumLength", "JwtKit:Envelopes:kore:PrivateKeyFile",
            "JwtKit:MutualTls:kore:CertificateFile", "JwtKit:MutualTls:kore:KeyFile", "JwtKit:MutualTls:kore:RootFile",
        }));
    }

    [TestCase("HS256", "Secret: is missing; HS256 needs it, or SecretFile, or SigningKey.")]
    [TestCase("RS256", "KeyFile: is missing; RS256 needs it, or SigningKey.")]
    public void Speaks_of_no_environment_where_nothing_reads_it(string algorithm, string fault)
    {
        using ServiceProvider services = new ServiceCollection()
            .AddJwtKit(options => options.Issuers["kore"] = new IssuerOptions { Platform = TokenPlatform.KoreAiUser, ClientId = "cs-demo", Algorithm = algorithm })
            .BuildServiceProvider();

        Assert.That(Faults.Of(services), Is.EqualTo(new[] { "JwtKit:Issuers:kore:" + fault }));
    }

    [Test]
    public void Names_what_code_adds_after_the_section_that_is_read()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddJwtKit(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Tokens", (string?)"")]).Build().GetSection("Tokens"))
            .AddJwtKit(static options =>
            {
                options.Issuers["own"] = Own("short");
                options.Validators["own"] = Validator(Settings.OwnSecret);
            })
            .BuildServiceProvider();

        Assert.That(Faults.Of(services).Select(static fault => fault.Split(": ")[0]), Is.EqualTo(new[] { "Tokens:Issuers:own:Secret", "Tokens:Replay:Store" }));
    }

    [Test]
    public void Refuses_a_use_that_does_not_exist()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddJwtKit(static options =>
            {
                options.Validators["own"] = Validator(Settings.OwnSecret);
                options.Validators["own"].Use = (ValidatorUse)7;
            })
            .BuildServiceProvider();

        Assert.That(Faults.Of(services), Is.EqualTo(new[] { "JwtKit:Validators:own:Use: is 7; OneTime or Reusable is needed." }));
    }

    [Test]
    public async Task Code_comes_after_the_section_in_whatever_order_they_are_added([Values] bool isCodeFirst)
    {
        using IHost host = Worker(services =>
        {
            if (!isCodeFirst)
            {
                services.AddJwtKit(Settings.With());
            }

            services.AddJwtKit(static options => options.Issuers["own"].Secret = OtherSecret);
            if (isCodeFirst)
            {
                services.AddJwtKit(Settings.With());
            }
        });

        Assert.That(await host.Services.GetRequiredService<TokenIssuers>()["own"].IsUnderAsync(OtherSecret));
    }

    [Test]
    public async Task Several_calls_add_up_in_their_order()
    {
        using IHost host = Worker(static services => services
            .AddJwtKit(static options => options.Issuers["first"] = Own(Settings.OwnSecret))
            .AddJwtKit(static options => options.Issuers["second"] = Own(Settings.OwnSecret))
            .AddJwtKit(static options => options.Issuers["FIRST"].Secret = OtherSecret));
        TokenIssuers issuers = host.Services.GetRequiredService<TokenIssuers>();

        Assert.That((await issuers["first"].IsUnderAsync(OtherSecret), await issuers["second"].IsUnderAsync(Settings.OwnSecret)), Is.EqualTo((true, true)));
    }

    [Test]
    public void Refuses_to_be_called_without_anything() => Assert.That(
        () => new ServiceCollection().AddJwtKit((Action<JwtKitOptions>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("configure"));

    internal static IssuerOptions Own(string secret) => new()
    {
        Issuer = "https://id.example.com",
        Audience = "orders-api",
        Lifetime = TimeSpan.FromMinutes(5),
        Secret = secret,
    };

    internal static ValidatorOptions Validator(string secret) => new()
    {
        Issuer = "https://id.example.com",
        Audience = "orders-api",
        Secret = secret,
        Use = ValidatorUse.OneTime,
    };

    /// <summary>As a host without a web server is made.</summary>
    private static IHost Worker(Action<IServiceCollection> services)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        services(builder.Services);
        return builder.Build();
    }
}
