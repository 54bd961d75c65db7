using System.Text.Json;
using JwtKit.Cli.Tests;
using JwtKit.PostgreSql.Tests;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.Packages.Tests;

/// <summary>Each package, installed into a new project outside the repository, runs the first example of its README.</summary>
[TestFixture]
internal sealed class ExampleTests
{
    [OneTimeSetUp]
    public void RequireTime() => OtherPrograms.Require(
        Environment.GetEnvironmentVariable("JWTKIT_NO_SKIP") == "1", "new projects with the packages take minutes: JWTKIT_NO_SKIP=1, or .ci/run, makes them");

    [Test]
    public async Task Signs_with_JwtKit()
    {
        using NewFolder folder = await CreateAsync("console", "JwtKit");
        await File.WriteAllTextAsync(folder.PathOf("Program.cs"), ExampleProgram.Of("JwtKit"));

        Assert.That(await LastLineAsync(folder), Is.EqualTo("john@example.com"));
    }

    [Test]
    public async Task Issues_from_configuration_with_Extensions_DependencyInjection()
    {
        const string Package = "JwtKit.Extensions.DependencyInjection";
        using NewFolder folder = await CreateAsync("web", Package);
        await File.WriteAllTextAsync(folder.PathOf("Program.cs"), ExampleProgram.Of(Package));
        HostSection.Read($"src/{Package}/README.md").AddConfiguration(folder.PathOf("appsettings.json"));

        Assert.That(await LastLineAsync(folder), Is.EqualTo("reporting"));
    }

    [Test]
    public async Task Presents_a_certificate_with_MutualTls()
    {
        using NewFolder folder = await CreateAsync("web", "JwtKit.MutualTls");
        await File.WriteAllTextAsync(folder.PathOf("Program.cs"), ExampleProgram.Of("JwtKit.MutualTls"));

        Assert.That(await LastLineAsync(folder), Is.EqualTo("CN=bots"));
    }

    [Test]
    public async Task Accepts_a_token_once_with_PostgreSQL()
    {
        using PostgreSqlServer server = PostgreSqlServer.Start();
        using NewFolder folder = await CreateAsync("web", "JwtKit.PostgreSql");
        await File.WriteAllTextAsync(folder.PathOf("Program.cs"), ExampleProgram.Of("JwtKit.PostgreSql"));
        string settings = JsonSerializer.Serialize(new { ConnectionStrings = new { tokens = server.ConnectionString } });
        await File.WriteAllTextAsync(folder.PathOf("appsettings.Development.json"), settings);

        Assert.That(await LastLineAsync(folder), Is.EqualTo("True, then replayed"));
    }

    [Test]
    public async Task Gives_a_token_with_AspNetCore()
    {
        using NewFolder folder = await CreateAsync("web", "JwtKit.AspNetCore");

        await AssertGivesTokenAsync(folder, HostSection.Read("src/JwtKit.AspNetCore/README.md"), ["run", "--urls", "http://127.0.0.1:0"], "/api/users/sts");
    }

    [Test]
    public async Task Gives_a_token_to_whoever_follows_the_first_page()
    {
        HostSection section = HostSection.Read("README.md", "Host");
        string[][] commands = [.. section.Commands.Select(static command => command.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Uri call = new(commands[^1][^1]);
        Assert.That(commands.Select(static command => command[0]), Is.EqualTo(new[] { "dotnet", "dotnet", "dotnet", "curl" }));
        Assert.That(section.Commands[^1], Does.StartWith("curl -X POST ").And.Contains(commands[^2][^1]));
        using NewFolder folder = new(await PackedPackages.GetAsync());
        foreach (string[] command in commands[..^2])
        {
            await RunAsync(folder, command[1..]);
        }

        // Another port than the page names may be free.
        await AssertGivesTokenAsync(folder, section, [.. commands[^2][1..^1], "http://127.0.0.1:0"], call.AbsolutePath);
    }

    private static async Task<NewFolder> CreateAsync(string template, string package)
    {
        NewFolder folder = new(await PackedPackages.GetAsync());
        await RunAsync(folder, "new", template, "--no-restore");
        await RunAsync(folder, "add", "package", package, "--version", PackedPackages.Version);
        return folder;
    }

    /// <summary>What the program says at the end. Before it stands what dotnet says, and the log.</summary>
    private static async Task<string> LastLineAsync(NewFolder folder) => (await RunAsync(folder, "run")).Split('\n')[^1].TrimEnd();

    private static async Task<string> RunAsync(NewFolder folder, params string[] arguments)
    {
        ToolResult result = await folder.DotnetAsync(arguments);
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        return result.Output.Trim();
    }

    private static async Task AssertGivesTokenAsync(NewFolder folder, HostSection section, string[] run, string path)
    {
        await File.WriteAllTextAsync(folder.PathOf("Program.cs"), section.Program);
        section.AddConfiguration(folder.PathOf("appsettings.json"));
        using RunningHost host = await RunningHost.WaitForAsync(folder.Start(run));
        using HttpClient client = new();
        using HttpResponseMessage answer = await client.PostAsync(new Uri(host.Address, path), null);
        using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.That(body.RootElement.GetProperty("jwt").GetString()!.Split('.'), Has.Length.EqualTo(3));
    }
}
