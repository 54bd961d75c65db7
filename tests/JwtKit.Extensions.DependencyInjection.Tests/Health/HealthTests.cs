using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

[TestFixture]
internal sealed class HealthTests
{
    private const string Configuration = "jwtkit_configuration";
    private const string Keys = "jwtkit_keys";
    private const string Certificates = "jwtkit_certificates";
    private const string Replay = "jwtkit_replay";

    private readonly TestPki pki = new();

    [Test]
    public async Task Is_healthy_where_all_is_well()
    {
        await using TestHost host = await StartAsync();
        HealthReport report = await ReportAsync(host);

        Assert.That(report.Entries.Select(static entry => (entry.Key, entry.Value.Status)), Is.EquivalentTo(new[]
        {
            (Configuration, HealthStatus.Healthy), (Keys, HealthStatus.Healthy), (Certificates, HealthStatus.Healthy), (Replay, HealthStatus.Healthy),
        }));
    }

    [Test]
    public async Task Has_the_tags_that_endpoints_choose_by()
    {
        await using TestHost host = await StartAsync();

        Assert.That((await ReportAsync(host)).Entries.Values.Select(static entry => entry.Tags), Is.All.EquivalentTo(new[] { "jwtkit", "ready" }));
    }

    [Test]
    public async Task Is_degraded_while_a_change_is_refused_and_healthy_after()
    {
        IConfigurationRoot configuration = TelemetrySettings.Root();
        await using TestHost host = await StartAsync(configuration.GetSection("JwtKit"));
        configuration["JwtKit:Issuers:own:Audience"] = null;
        configuration.Reload();
        HealthStatus refused = (await EntryAsync(host, Configuration)).Status;
        configuration["JwtKit:Issuers:own:Audience"] = "billing-api";
        configuration.Reload();

        Assert.That((refused, (await EntryAsync(host, Configuration)).Status), Is.EqualTo((HealthStatus.Degraded, HealthStatus.Healthy)));
    }

    [Test]
    public async Task Fails_while_there_are_no_published_keys()
    {
        await using TestHost publisher = await TestHost.StartAsync(static _ => { });
        await using TestHost host = await StartAsync(Published(publisher));
        HealthReportEntry entry = await EntryAsync(host, Keys);

        Assert.That((entry.Status, entry.Data["own"]), Is.EqualTo((HealthStatus.Unhealthy, (object)JwksFailure.UnexpectedStatus)));
    }

    [Test]
    public async Task Is_degraded_while_published_keys_cannot_be_fetched_anew()
    {
        using SigningKey key = SigningKey.Rs256(RsaPrivateKey.Generate(), "2026-01");
        bool isDown = false;
        await using TestHost publisher = await TestHost.StartAsync(app => app.MapGet("/keys", context =>
        {
            context.Response.StatusCode = isDown ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
            return context.Response.WriteAsync(new JwkSet([key.VerificationKey.PublicJwk!]).ToJson());
        }));
        await using TestHost host = await StartAsync(Published(publisher));
        HealthStatus before = (await EntryAsync(host, Keys)).Status;
        isDown = true;
        host.Time.Elapse(TimeSpan.FromHours(2));
        await EntryAsync(host, Keys);

        // The fetch goes on behind the check that began it.
        Assert.That(
            () => EntryAsync(host, Keys).GetAwaiter().GetResult().Status,
            Is.EqualTo(HealthStatus.Degraded).After(10_000, 10));
        Assert.That(before, Is.EqualTo(HealthStatus.Healthy));
    }

    [TestCase(400, HealthStatus.Healthy, "CertificateFile ends at ")]
    [TestCase(20, HealthStatus.Degraded, "CertificateFile ends at ")]
    [TestCase(-1, HealthStatus.Unhealthy, "CertificateFile ended at ")]
    public async Task Knows_when_a_certificate_ends(int days, HealthStatus status, string said)
    {
        DateTimeOffset end = TestHost.Start.AddDays(days);
        using PartyFolder folder = PartyFolder.Of(pki, pki.Intermediate.Issue(TestAuthority.ClientAuthentication, end: end).With(pki.Intermediate), withRevocationList: false);
        await using TestHost host = await StartAsync(services: services => services.AddHttpClient("kore").AddMutualTls("kore", folder.Configure));
        HealthReportEntry entry = await EntryAsync(host, Certificates);

        Assert.That((entry.Status, entry.Data["kore"]), Is.EqualTo((status, (object)(said + end.UtcDateTime.ToString("u")))));
    }

    [Test]
    public async Task Fails_when_a_revocation_list_is_not_current()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await File.WriteAllTextAsync(
            folder.RevocationList,
            System.Security.Cryptography.PemEncoding.WriteString("X509 CRL", pki.Intermediate.Revoke(TestHost.Start.AddDays(-30), TestHost.Start.AddDays(-1))));
        await using TestHost host = await StartAsync(services: services => services.AddHttpClient("kore").AddMutualTls("kore", folder.Configure));
        HealthReportEntry entry = await EntryAsync(host, Certificates);

        Assert.That((entry.Status, entry.Data["kore"]), Is.EqualTo((HealthStatus.Unhealthy, (object)"RevocationListFile is not current")));
    }

    [Test]
    public async Task Is_degraded_while_changed_certificate_files_are_refused()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TestHost host = await StartAsync(services: services => services.AddHttpClient("kore").AddMutualTls("kore", folder.Configure));
        await File.WriteAllTextAsync(folder.Key, "half a key");
        host.Time.Elapse(TimeSpan.FromSeconds(2));
        host.Time.Elapse(TimeSpan.FromSeconds(2));
        HealthReportEntry entry = await EntryAsync(host, Certificates);

        Assert.That((entry.Status, entry.Data["kore"]), Is.EqualTo((HealthStatus.Degraded, (object)"changed files were refused")));
    }

    [Test]
    public async Task Asks_a_store_outside_of_the_process_with_ids_that_live_for_minutes()
    {
        List<TimeSpan> lifetimes = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        await using TestHost host = await StartAsync(
            TelemetrySettings.With(("Replay:Store", null)),
            services => services.AddReplayStore((id, lifetime, _) =>
            {
                lifetimes.Add(lifetime);
                return new ValueTask<bool>(ids.Add(id));
            }));
        HealthStatus[] statuses = [(await EntryAsync(host, Replay)).Status, (await EntryAsync(host, Replay)).Status];

        Assert.That((statuses, ids.Count, lifetimes.Max() <= TimeSpan.FromMinutes(2)), Is.EqualTo((new[] { HealthStatus.Healthy, HealthStatus.Healthy }, 2, true)));
    }

    [Test]
    public async Task Fails_while_a_store_outside_of_the_process_does_not_answer()
    {
        await using TestHost host = await StartAsync(
            TelemetrySettings.With(("Replay:Store", null)),
            static services => services.AddReplayStore(static (_, _, _) => throw new IOException("Password=hunter2")));
        HealthReportEntry entry = await EntryAsync(host, Replay);

        Assert.That((entry.Status, entry.Data["store"], entry.Exception), Is.EqualTo((HealthStatus.Unhealthy, (object)"IOException", (Exception?)null)));
    }

    [Test]
    public async Task Leaves_the_store_in_this_process_alone()
    {
        await using TestHost host = await StartAsync();
        await ReportAsync(host);

        Assert.That(host.Services.GetRequiredKeyedService<IReplayStore>("Memory"), Has.Property(nameof(InMemoryReplayStore.Count)).Zero);
    }

    private static IConfigurationSection Published(TestHost publisher) => TelemetrySettings.With(
        ("Validators:own:Secret", null),
        ("Validators:own:JwksUri", new Uri(publisher.Client.BaseAddress!, "/keys").AbsoluteUri),
        ("Validators:own:AllowHttpOnLoopback", "true"));

    private static Task<TestHost> StartAsync(IConfigurationSection? section = null, Action<IServiceCollection>? services = null) => TestHost.StartAsync(
        static _ => { },
        section ?? TelemetrySettings.With(),
        collection =>
        {
            services?.Invoke(collection);
            collection.AddJwtKitMutualTls().AddHealthChecks().AddJwtKit(tags: ["ready"]);
        });

    private static Task<HealthReport> ReportAsync(TestHost host) => host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    private static async Task<HealthReportEntry> EntryAsync(TestHost host, string check) => (await ReportAsync(host)).Entries[check];
}
