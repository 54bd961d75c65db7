using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Changes in which one entry is bad and others are good.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EntryReloadTests : IDisposable
{
    private const string First = "the-first-secret-0123456789-0123456789";
    private const string Second = "the-second-secret-0123456789-012345678";
    private const string Key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private readonly TemporaryFile a = new(First);
    private readonly TemporaryFile b = new(First);

    public void Dispose()
    {
        a.Dispose();
        b.Dispose();
    }

    [Test]
    public async Task Takes_a_changed_file_over_beside_a_broken_one()
    {
        using ReloadHost host = await ReloadHost.StartAsync(Two().Section);
        await File.WriteAllTextAsync(a.Path, "short");
        await File.WriteAllTextAsync(b.Path, Second);
        host.Look();

        Assert.That((await host.Issuer("a").IsUnderAsync(First), await host.Issuer("b").IsUnderAsync(Second)), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Takes_a_change_over_that_comes_after_a_broken_file()
    {
        using ReloadHost host = await ReloadHost.StartAsync(Two().Section);
        File.Delete(a.Path);
        host.Look(3);
        await File.WriteAllTextAsync(b.Path, Second);
        host.Look();

        Assert.That(await host.Issuer("b").IsUnderAsync(Second));
    }

    [Test]
    public async Task Takes_a_changed_file_over_beside_one_that_never_comes_to_rest()
    {
        using ReloadHost host = await ReloadHost.StartAsync(Two().Section);
        await File.WriteAllTextAsync(b.Path, Second);
        for (int look = 0; look < 8; look++)
        {
            await File.WriteAllTextAsync(a.Path, Second + look);
            host.Look(1);
        }

        Assert.That((await host.Issuer("a").IsUnderAsync(First), await host.Issuer("b").IsUnderAsync(Second)), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Waits_for_a_file_that_is_written_after_another()
    {
        using ReloadHost host = await ReloadHost.StartAsync(Two().Section);
        await File.WriteAllTextAsync(a.Path, Second);
        host.Look(1);
        await File.WriteAllTextAsync(b.Path, Second);
        host.Look(1);

        Assert.That(await host.Issuer("a").IsUnderAsync(First));
    }

    [Test]
    public async Task Heals_a_broken_file_beside_others_that_change()
    {
        using ReloadHost host = await ReloadHost.StartAsync(Two().Section);
        await File.WriteAllTextAsync(a.Path, "short");
        await File.WriteAllTextAsync(b.Path, Second);
        host.Look();
        await File.WriteAllTextAsync(a.Path, Second);
        host.Look();

        Assert.That(await host.Issuer("a").IsUnderAsync(Second));
    }

    [Test]
    public async Task Names_the_entry_the_setting_and_the_reason_once()
    {
        using ReloadHost host = await ReloadHost.StartAsync(Two().Section);
        File.Delete(a.Path);
        host.Look(3);
        await File.WriteAllTextAsync(b.Path, Second);
        host.Look(3);

        Assert.That(host.Changes, Is.EqualTo(new[]
        {
            $"{ReloadHost.Category}: Error: The configuration of JwtKit:Issuers:a has changed and is not in use; the last good one stays. JwtKit:Issuers:a:SecretFile: the file '{a.Path}' does not exist; a readable file is needed. ",
            ReloadHost.Reloaded,
        }));
    }

    [Test]
    public async Task Is_degraded_and_names_the_entry_until_it_is_good_again()
    {
        ChangingSettings settings = Two();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section, static services => services.AddHealthChecks().AddJwtKit());
        settings.Change(("Issuers:a:Liftime", "x"), ("Issuers:b:KeyId", "k2"));
        HealthReportEntry bad = await HealthAsync(host);
        settings.Change(("Issuers:a:Liftime", null));

        Assert.That(
            (bad.Status, bad.Data.Single(), (await HealthAsync(host)).Status),
            Is.EqualTo((HealthStatus.Degraded, KeyValuePair.Create("JwtKit:Issuers:a", (object)"its change was refused, and its last good configuration is in use"), HealthStatus.Healthy)));
    }

    [Test]
    public async Task Names_a_new_entry_with_faults_in_log_and_health()
    {
        ChangingSettings settings = Two();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section, static services => services.AddHealthChecks().AddJwtKit());
        settings.Change(("Validators:v:Use", "Sometimes"), ("Validators:v:Issuer", "i"), ("Validators:v:Audience", "o"), ("Validators:v:Secret", First));
        HealthReportEntry health = await HealthAsync(host);

        Assert.That(
            (host.Changes.Single(), health.Data.Single(), host.Services.GetRequiredService<TokenValidators>().Any()),
            Is.EqualTo((
                ReloadHost.Category + ": Error: The configuration has JwtKit:Validators:v as a new entry with faults, and it is not there until they are gone. JwtKit:Validators:v:Use: a value of 9 characters is not known; use one of Reusable, OneTime. ",
                KeyValuePair.Create("JwtKit:Validators:v", (object)"it is new and has faults, and is not there"),
                false)));
    }

    [Test]
    public async Task Lets_a_bad_entry_go_that_a_later_change_takes_out()
    {
        ChangingSettings settings = Two();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section, static services => services.AddHealthChecks().AddJwtKit());
        settings.Change(("Issuers:a:Liftime", "x"));
        settings.Change([("Issuers:a:Liftime", null), .. Gone("Issuers:a", "Issuer", "Audience", "Lifetime", "SecretFile")]);

        Assert.That(
            (host.Services.GetRequiredService<TokenIssuers>().Select(static issuer => issuer.Name).Single(), (await HealthAsync(host)).Status),
            Is.EqualTo(("b", HealthStatus.Healthy)));
    }

    [Test]
    public async Task Shows_the_options_monitor_the_last_good_settings_of_a_bad_entry()
    {
        ChangingSettings settings = Two();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Issuers:a:KeyId", "k2"), ("Issuers:a:Lifetime", "00:00:00"), ("Issuers:b:KeyId", "k2"));
        JwtKitOptions shown = host.Services.GetRequiredService<IOptionsMonitor<JwtKitOptions>>().CurrentValue;

        Assert.That((shown.Issuers["a"].KeyId, shown.Issuers["b"].KeyId), Is.EqualTo(((string?)null, "k2")));
    }

    [Test]
    public async Task Takes_a_validator_over_beside_a_broken_one()
    {
        ChangingSettings settings = Two();
        settings.Change([.. Validator("a", a.Path), .. Validator("b", b.Path)]);
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        string before = await host.Issuer("a").IssueAsync(Verdicts.John);
        await File.WriteAllTextAsync(a.Path, "short");
        await File.WriteAllTextAsync(b.Path, Second);
        host.Look();

        Assert.That(
            (await host.Validator("a").VerdictAsync(before), await host.Validator("b").VerdictAsync(await host.Issuer("b").IssueAsync(Verdicts.John))),
            Is.EqualTo(("accepted", "accepted")));
    }

    [Test]
    public async Task Takes_an_envelope_over_beside_a_broken_one()
    {
        ChangingSettings settings = Envelope(("Envelopes:b:SharedKey", Key));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Envelopes:a:SharedKey", "AAAA"), ("Envelopes:b:KeyId", "k2"));
        IDictionary<string, EnvelopeOptions> shown = host.Services.GetRequiredService<IOptionsMonitor<JwtKitOptions>>().CurrentValue.Envelopes;

        Assert.That((shown["a"].SharedKey, shown["b"].KeyId), Is.EqualTo((Key, "k2")));
    }

    [Test]
    public async Task Takes_an_issuer_over_beside_a_broken_party_of_mutual_tls()
    {
        TestPki pki = new();
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good), withRevocationList: false);
        ChangingSettings settings = Two();
        settings.Change(("MutualTls:kore:CertificateFile", folder.Certificate), ("MutualTls:kore:KeyFile", folder.Key), ("MutualTls:kore:RootFile", folder.Root));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("MutualTls:kore:RootFile", folder.Root + ".none"), ("Issuers:b:KeyId", "k2"));
        JwtKitOptions shown = host.Services.GetRequiredService<IOptionsMonitor<JwtKitOptions>>().CurrentValue;

        Assert.That(
            (MutualTlsSettings.PartiesOf(shown)["kore"].RootFile, shown.Issuers["b"].KeyId, host.Changes.First()),
            Is.EqualTo((
                folder.Root, "k2",
                $"{ReloadHost.Category}: Error: The configuration of JwtKit:MutualTls:kore has changed and is not in use; the last good one stays. JwtKit:MutualTls:kore:RootFile: the file '{folder.Root}.none' does not exist; a readable file is needed. ")));
    }

    [Test]
    public async Task Takes_an_app_over_beside_a_broken_one()
    {
        using AppFiles files = new();
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        await File.WriteAllTextAsync(files.PublicFile, "nothing of a key");
        await File.WriteAllTextAsync(files.SecretFile, AppFiles.OtherSecret);
        door.Look();

        Assert.That((await door.UserAsync(AppFiles.OtherSecret), (await door.Registry.FindAsync("cs-2", CancellationToken.None))?.App is not null), Is.EqualTo(("accepted", true)));
    }

    [Test]
    public async Task Keeps_an_app_whose_section_loses_its_client_id()
    {
        using AppFiles files = new();
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        door.Change(("Apps:hs:ClientId", null));

        Assert.That(
            (await door.UserAsync(), door.Changes.Single()),
            Is.EqualTo(("accepted", "JwtKit.ConfiguredKoreAiApps: Error: The configuration of JwtKit:Apps:hs has changed and is not in use; the last good one stays. JwtKit:Apps:hs:ClientId: is missing; the app's Client ID is needed, such as cs-…. ")));
    }

    [Test]
    public async Task Keeps_the_client_id_with_the_app_that_had_it()
    {
        using AppFiles files = new();
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        door.Change(("Apps:a-first:ClientId", "cs-1"), ("Apps:a-first:Algorithm", "HS256"), ("Apps:a-first:Secret", AppFiles.OtherSecret));

        Assert.That((await door.UserAsync(), await door.UserAsync(AppFiles.OtherSecret)), Is.EqualTo(("accepted", "invalid_signature")));
    }

    [Test]
    public async Task Takes_an_app_over_beside_a_broken_key_of_the_platform()
    {
        using AppFiles files = new();
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        await File.WriteAllTextAsync(files.PlatformFile, "nothing of a key");
        await File.WriteAllTextAsync(files.SecretFile, AppFiles.OtherSecret);
        door.Look();
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.OtherSecret));

        Assert.That(await door.Users.VerdictAsync(Jwt.SignAndEncrypt(KoreAi.UserToken("cs-1", "john"), key, AppFiles.Target(), door.Time)), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Keeps_the_memory_that_a_kept_envelope_needs()
    {
        ChangingSettings settings = Envelope(("Envelopes:a:MaximumLength", "30000000"), ("MaximumPayloadMemory", "150000000"));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Envelopes:a:SharedKey", "AAAA"), ("Envelopes:a:MaximumLength", "4096"), ("MaximumPayloadMemory", "1048576"));

        Assert.That(host.Services.GetRequiredService<PayloadBudget>().Limit, Is.EqualTo(150_000_000));
    }

    [Test]
    public async Task Says_that_a_kept_envelope_needs_more_memory()
    {
        ChangingSettings settings = Envelope(("Envelopes:a:MaximumLength", "30000000"), ("MaximumPayloadMemory", "150000000"));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Envelopes:a:SharedKey", "AAAA"), ("Envelopes:a:MaximumLength", "4096"), ("MaximumPayloadMemory", "1048576"));
        host.Look(3);

        Assert.That(host.Changes.Last(), Is.EqualTo(ReloadHost.Category
            + $": Error: The configuration of JwtKit:MaximumPayloadMemory has changed and is not in use; the last good one stays. JwtKit:MaximumPayloadMemory: is 1048576; at least {PayloadBudget.LeastMessages * 30_000_000} bytes are needed, {PayloadBudget.LeastMessages} times the longest message that is accepted (MaximumLength 30000000). "));
    }

    [Test]
    public async Task Takes_a_memory_over_that_has_room_for_a_kept_envelope()
    {
        ChangingSettings settings = Envelope(("Envelopes:a:MaximumLength", "4096"), ("MaximumPayloadMemory", "150000000"));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Envelopes:a:SharedKey", "AAAA"), ("Envelopes:a:MaximumLength", "30000000"), ("MaximumPayloadMemory", "1048576"));

        Assert.That(host.Services.GetRequiredService<PayloadBudget>().Limit, Is.EqualTo(1_048_576));
    }

    [Test]
    public async Task Takes_a_validator_over_beside_an_envelope_of_an_impossible_length()
    {
        ChangingSettings settings = Envelope(("MaximumPayloadMemory", "150000000"));
        settings.Change(Validator("v", a.Path));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Envelopes:a:MaximumLength", "2000000000"), ("Validators:v:Audience", "other"));

        Assert.That(
            (host.Services.GetRequiredService<IOptionsMonitor<JwtKitOptions>>().CurrentValue.Validators["v"].Audience, host.Changes.First()),
            Is.EqualTo(("other", ReloadHost.Category + ": Error: The configuration of JwtKit:Envelopes:a has changed and is not in use; the last good one stays. JwtKit:Envelopes:a:MaximumLength: is 2000000000; 4096 to 1000000000 bytes are accepted. ")));
    }

    [Test]
    public async Task Refuses_a_memory_as_a_whole_that_is_too_small_for_what_is_taken_over()
    {
        ChangingSettings settings = Envelope(("Envelopes:b:SharedKey", Key), ("MaximumPayloadMemory", "150000000"));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Envelopes:a:SharedKey", "AAAA"), ("MaximumPayloadMemory", "1048576"));

        Assert.That((host.Services.GetRequiredService<JwtKitRuntime>().HasRefusedChange, host.Services.GetRequiredService<PayloadBudget>().Limit), Is.EqualTo((true, 150_000_000)));
    }

    [TestCase("Replay:Capacity", "0")]
    [TestCase("Isuers:c:Secret", "x")]
    public async Task Refuses_a_fault_of_no_entry_as_a_whole(string setting, string value)
    {
        ChangingSettings settings = Two();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change((setting, value), ("Issuers:b:SecretFile", null), ("Issuers:b:Secret", Second));

        Assert.That((await host.Issuer("b").IsUnderAsync(First), host.Changes.Single()), Is.EqualTo((true, host.Changes.Single(static line => line.Contains("Error: The configuration has changed and is not in use; the last good one stays.", StringComparison.Ordinal)))));
    }

    [Test]
    public async Task Leaves_the_keys_of_what_did_not_change_alone()
    {
        using ReloadHost host = await ReloadHost.StartAsync(Two().Section);
        VerificationKey before = host.KeyOf("a");
        await File.WriteAllTextAsync(b.Path, Second);
        host.Look();

        Assert.That(host.KeyOf("a"), Is.SameAs(before));
    }

    [Test]
    public async Task Makes_each_key_once_when_it_starts()
    {
        // The host's own check comes after those of JwtKit; what was opened for them serves the start.
        using ReloadHost host = await ReloadHost.StartAsync(
            Two().Section, services => services.AddOptions<JwtKitOptions>().Validate(options => { File.WriteAllText(a.Path, "short"); return true; }));

        Assert.That(await host.Issuer("a").IsUnderAsync(First));
    }

    [Test]
    public async Task Heals_an_entry_that_was_bad_for_a_long_time()
    {
        using ReloadHost host = await ReloadHost.StartAsync(Two().Section);
        await File.WriteAllTextAsync(a.Path, "short");
        host.Look(40);
        await File.WriteAllTextAsync(a.Path, Second);
        host.Look();

        Assert.That((await host.Issuer("a").IsUnderAsync(Second), host.Changes.Count()), Is.EqualTo((true, 2)));
    }

    [Test]
    public async Task Heals_a_party_of_mutual_tls_that_was_bad_for_a_long_time()
    {
        TestPki pki = new();
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good), withRevocationList: false);
        using TemporaryFile root = new("nothing of a certificate");
        ChangingSettings settings = new(("MutualTls:kore:CertificateFile", folder.Certificate), ("MutualTls:kore:KeyFile", folder.Key), ("MutualTls:kore:RootFile", folder.Root));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("MutualTls:kore:RootFile", root.Path));
        host.Look(EntryAttempts.Maximum + 10);
        File.Copy(folder.Root, root.Path, overwrite: true);
        host.Look(EntryAttempts.Maximum);

        Assert.That(MutualTlsSettings.PartiesOf(host.Services.GetRequiredService<IOptionsMonitor<JwtKitOptions>>().CurrentValue)["kore"].RootFile, Is.EqualTo(root.Path));
    }

    private static async Task<HealthReportEntry> HealthAsync(ReloadHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["jwtkit_configuration"];

    private static IEnumerable<(string Key, string? Value)> Gone(string path, params string[] settings) => settings.Select(setting => ($"{path}:{setting}", (string?)null));

    private static (string Key, string? Value)[] Validator(string name, string file) =>
        [($"Validators:{name}:Issuer", "i"), ($"Validators:{name}:Audience", "o"), ($"Validators:{name}:Use", "Reusable"), ($"Validators:{name}:SecretFile", file)];

    private static ChangingSettings Envelope(params (string Key, string? Value)[] more) => new([("Envelopes:a:SharedKey", Key), .. more]);

    private ChangingSettings Two() => new(
        ("Issuers:a:Issuer", "i"), ("Issuers:a:Audience", "o"), ("Issuers:a:Lifetime", "00:05:00"), ("Issuers:a:SecretFile", a.Path),
        ("Issuers:b:Issuer", "i"), ("Issuers:b:Audience", "o"), ("Issuers:b:Lifetime", "00:05:00"), ("Issuers:b:SecretFile", b.Path));
}
