using JwtKit.Tests;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Whatever admits http on this machine has one rule for what this machine is: the keys of an issuer, the tokens of a client, the service behind Kaizala.</summary>
[TestFixture]
internal sealed class LoopbackTests
{
    private static readonly Dictionary<string, Func<Uri, Task<bool>>> Uses = new(StringComparer.Ordinal)
    {
        ["keys"] = static address => Task.FromResult(AdmitsKeys(address)),
        ["keys from configuration"] = static address => Task.FromResult(AdmitsConfiguredKeys(address)),
        ["tokens"] = AdmitsTokensAsync,
        ["Kaizala"] = static address => Task.FromResult(AdmitsKaizala(address)),
    };

    private static IEnumerable<string> Names => Uses.Keys;

    [Test]
    public async Task Admits_http_on_this_machine(
        [ValueSource(nameof(Names))] string use,
        [Values(
            "127.0.0.1",
            "127.0.0.2",
            "127.255.255.255",
            "127.1",
            "2130706433",
            "0x7f.0.0.1",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[::1%251]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::ffff:127.0.0.2]",
            "localhost",
            "LOCALHOST",
            "localhost:5080")]
        string host) => Assert.That(await Uses[use](new Uri($"http://{host}/")));

    [Test]
    public async Task Refuses_http_elsewhere(
        [ValueSource(nameof(Names))] string use,
        [Values(
            "0.0.0.0",
            "[::]",
            "[::2]",
            "[::127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[::ffff:0:127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[fe80::1%251]",
            "128.0.0.1",
            "10.0.0.1",
            "localhost.",
            "foo.localhost",
            "localhost.example.com",
            "127.0.0.1.example.com",
            "127.0.0.1.",
            "localhost@api.example.com",
            "api.example.com")]
        string host) => Assert.That(await Uses[use](new Uri($"http://{host}/")), Is.False);

    private static bool AdmitsKeys(Uri address)
    {
        try
        {
            new JwksResolver(address, SignatureAlgorithm.Rs256, new JwksResolverOptions { AllowHttpOnLoopback = true }).Dispose();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool AdmitsConfiguredKeys(Uri address) => Faults.Of(Settings.Only(
        ("JwtKit:Validators:own:Issuer", "https://id.example.com"),
        ("JwtKit:Validators:own:Audience", "orders-api"),
        ("JwtKit:Validators:own:Use", "Reusable"),
        ("JwtKit:Validators:own:JwksUri", address.OriginalString),
        ("JwtKit:Validators:own:AllowHttpOnLoopback", "true"))).Count == 0;

    private static bool AdmitsKaizala(Uri address)
    {
        ServiceCollection services = new();
        services.AddAuthentication().AddKaizala(options => (options.BaseAddress, options.AllowHttpOnLoopback) = (address, true));
        using ServiceProvider provider = services.BuildServiceProvider();
        return Faults.Of(provider).Count == 0;
    }

    private static async Task<bool> AdmitsTokensAsync(Uri address)
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(new FixedTimeProvider(TestHost.Start));
        services.AddJwtKit(Settings.With(("own:Subject", "batch"))).AddHttpClient("api").AddJwtKitToken("own").ConfigurePrimaryHttpMessageHandler(static () => new Receiver());
        await using ServiceProvider provider = services.BuildServiceProvider();
        using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        try
        {
            using HttpResponseMessage response = await client.GetAsync(address);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private sealed class Receiver : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage());
    }
}
