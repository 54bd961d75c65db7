using System.Runtime.CompilerServices;
using JwtKit.Tests.Peers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>The configuration as it is printed, beside the files that the script makes for it.</summary>
[TestFixture]
[Platform("Unix")]
internal sealed class PrintedConfigurationTests
{
    private const string Absent = "";

    private string folder = null!;

    private static (string Setting, string Wrong)[] Changes =>
    [
        ("Issuers:ccai:Platform", "Cai"),
        ("Issuers:ccai:Company", Absent),
        ("Issuers:ccai:Secret", "too-short"),
        ("Issuers:ccai:SecretEncoding", "Utf8"),
        ("Issuers:ccai:Lifetime", "an hour"),
        ("Issuers:kore:Platform", "Kore"),
        ("Issuers:kore:ClientId", Absent),
        ("Issuers:kore:Secret", Absent),
        ("Issuers:kore:Algorithm", "HS384"),
        ("Issuers:kore:Lifetime", "02:00:00"),
        ("Issuers:kore:Encryption:KeyFile", "nowhere.json"),
        ("Issuers:kore:Encryption:KeyFile", "client.key"),
        ("Issuers:kore:Encryption:KeyManagement", "RSA-OAEP-512"),
        ("Issuers:kore:Encryption:Content", "A512GCM"),
        ("Issuers:kore-api:Platform", "KoreApi"),
        ("Issuers:kore-api:ClientId", Absent),
        ("Issuers:kore-api:Subject", Absent),
        ("Issuers:kore-api:KeyFile", "own.public.pem"),
        ("Issuers:kore-api:KeyPassword", "changeme"),
        ("Issuers:kore-api:KeyPassword", Absent),
        ("Issuers:kore-api:Algorithm", "PS256"),
        ("Issuers:kore-api:KeyId", "2026\n01"),
        ("Issuers:own:Issuer", Absent),
        ("Issuers:own:Audience", Absent),
        ("Issuers:own:Lifetime", "00:00:00"),
        ("Issuers:own:KeyFile", "nowhere.pem"),
        ("Issuers:own:Algorithm", "HS256"),
        ("Validators:own:Issuer", Absent),
        ("Validators:own:Audience", Absent),
        ("Validators:own:Algorithm", "none"),
        ("Validators:own:KeyFile", "kore.jwk.json"),
        ("Validators:own:Use", "Once"),
        ("MutualTls:kore:CertificateFile", "client.key"),
        ("MutualTls:kore:KeyFile", "own.pem"),
        ("MutualTls:kore:ChainFile", "nowhere.pem"),
        ("MutualTls:kore:RootFile", "platform.pem"),
        ("Replay:Store", "Redis"),
        ("Envelopes:kore:RecipientKeyFile", "nowhere.pem"),
        ("Envelopes:kore:PrivateKeyFile", "platform.pem"),
        ("Envelopes:kore:Format", "Json"),
    ];

    private static IEnumerable<TestCaseData> Cases => Changes.Select(static change =>
        new TestCaseData("JwtKit:" + change.Setting, change.Wrong).SetArgDisplayNames(change.Setting, change.Wrong.Length == 0 ? "(absent)" : change.Wrong.ReplaceLineEndings("?")));

    [OneTimeSetUp]
    public async Task MakeFiles()
    {
        OtherPrograms.RequireOpenSsl();
        folder = Directory.CreateTempSubdirectory("jwtkit-printed-").FullName;
        await using OtherProgram script = OtherProgram.StartIn(folder, "sh", Path.Combine(Samples, "make-keys.sh"));
        await script.SaidAsync("Made in");
        await script.EndAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), PrintedSection.Json);
    }

    [OneTimeTearDown]
    public void RemoveFiles()
    {
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Starts_a_program_in_the_folder_of_its_files()
    {
        string program = Path.Combine(Samples, "TokenEndpoint", "bin", Path.GetRelativePath(Path.Combine(SourceFolder(), "..", "..", "bin"), AppContext.BaseDirectory), "TokenEndpoint.dll");
        await using OtherProgram sample = OtherProgram.StartIn(folder, "dotnet", program, "--urls", "http://127.0.0.1:0");

        Assert.That(await sample.SaidAsync("Content root path: " + folder), Does.Contain("Hosting environment: Production"));
    }

    [Test]
    public async Task Starts_a_host_whose_validator_knows_its_tokens()
    {
        await using WebApplication app = Host();
        app.MapTokenEndpoint("/auth/token", "ccai");
        app.MapTokenEndpoint("/api/users/sts", "kore");
        app.MapJwks();
        await app.StartAsync();
        string token = await app.Services.GetRequiredKeyedService<ITokenIssuer>("own").IssueAsync(new TokenIdentity { Subject = "user-42" });
        ITokenValidator validator = app.Services.GetRequiredKeyedService<ITokenValidator>("own");

        Assert.That((await validator.ValidateAsync(token)).Failure?.Code, Is.Null);
    }

    [Test]
    public async Task Starts_a_host_in_which_every_issuer_signs()
    {
        await using WebApplication app = Host();
        await app.StartAsync();
        TokenIdentity user = new() { Subject = "3f2504e0-4f89-41d3-9a0c-0305e82c3301", Name = "John", Email = "john@example.com" };
        List<int> parts = [];
        foreach (ITokenIssuer issuer in app.Services.GetRequiredService<TokenIssuers>().OrderBy(static issuer => issuer.Name, StringComparer.Ordinal))
        {
            parts.Add((await issuer.IssueAsync(issuer.Platform == TokenPlatform.KoreAiApi ? null : user)).Split('.').Length);
        }

        Assert.That(parts, Is.EqualTo(new[] { 3, 5, 3, 3 }));
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Stops_the_start_and_names_the_setting_that_is_wrong(string setting, string wrong)
    {
        await using WebApplication app = Host((setting, wrong));
        OptionsValidationException? stop = Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

        Assert.That(stop!.Failures, Is.Not.Empty.And.All.StartsWith(setting + ": "));
    }

    [Test]
    public void Every_printed_setting_is_made_wrong_once() => Assert.That(
        Changes.Select(static change => "JwtKit:" + change.Setting).Distinct(), Is.EquivalentTo(PrintedSection.Settings.Keys));

    [Test]
    public void The_script_makes_private_keys_for_their_owner_alone() => Assert.That(
        new[] { "private.pem", "own.pem", "ours.pem", "client.key" }.Select(file => ModeOf(Path.Combine(folder, file))),
        Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));

    [Test]
    public async Task The_script_replaces_nothing_by_itself()
    {
        string before = await File.ReadAllTextAsync(Path.Combine(folder, "own.pem"));
        await using OtherProgram script = OtherProgram.StartIn(folder, "sh", Path.Combine(Samples, "make-keys.sh"));
        string said = await script.EndAsync();

        Assert.That((said.Contains("is there already", StringComparison.Ordinal), await File.ReadAllTextAsync(Path.Combine(folder, "own.pem"))), Is.EqualTo((true, before)));
    }

    [Test]
    public async Task The_script_replaces_all_when_it_is_told_to()
    {
        string other = Directory.CreateTempSubdirectory("jwtkit-printed-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(other, "own.pem"), "old");
            await using OtherProgram script = OtherProgram.StartIn(other, "sh", Path.Combine(Samples, "make-keys.sh"), "--force");
            await script.EndAsync();

            Assert.That(Directory.GetFileSystemEntries(other), Has.Length.EqualTo(10).And.None.Contains(".make-keys"));
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    /// <summary>Reads appsettings.json from the folder. Its files are named in full: relative paths start at the current directory, which all tests share.</summary>
    private WebApplication Host(params (string Setting, string Wrong)[] changes)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(PrintedSection.Settings
            .Concat(changes.Select(static change => KeyValuePair.Create(change.Setting, change.Wrong)))
            .GroupBy(static setting => setting.Key, static setting => setting.Value, StringComparer.Ordinal)
            .Select(setting => KeyValuePair.Create<string, string?>(
                setting.Key, setting.Key.EndsWith("File", StringComparison.Ordinal) ? Path.Combine(folder, setting.Last()) : setting.Last())));
        builder.Services.AddJwtKit(builder.Configuration.GetSection("JwtKit")).AddJwtKitMutualTls();
        builder.Services.AddHttpClient("kore").AddJwtKitPayloadEncryption("kore").AddMutualTls("kore");
        return builder.Build();
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static string Samples => Path.Combine(SourceFolder(), "..", "..", "..", "..", "samples");

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
