using System.Net;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Samples;

/// <summary>Each sample of one file runs, ends by itself, and prints what it is about.</summary>
[TestFixture]
internal sealed class FileSampleTests
{
    private const string Host = "token-host.cs";
    private const string Database = "one-time-postgresql.cs";

    /// <summary>The last thing that each prints, or what only it prints.</summary>
    private static readonly Dictionary<string, string> Printed = new(StringComparer.Ordinal)
    {
        ["backend-to-backend.cs"] = "By the client:  chat history for reporting\nBy hand:        chat history for reporting\nWithout token:  401 ",
        ["builder.cs"] = "\"jti\":\".{22}\",\"locale\":\"en\"}\n$",
        ["hs256-token.cs"] = "Bob's:  {\"iss\":\"https://id.example.com\",\"sub\":\"bob\",\"aud\":\"orders-api\",.*\"scope\":\"orders:read\"}\n$",
        ["json-envelope.cs"] = "Received: Order { Number = 42, Item = tea }\nAs text:  {\"protected\":",
        ["key-rotation.cs"] = "the early token is accepted, the late one accepted\n.* the early token is unknown_key, the late one accepted\n$",
        ["nested-jwe.cs"] = "accepted\n.* not_encrypted: ",
        ["payload-envelope.cs"] = "Opened:    True, {\"number\":42,\"item\":\"tea\"}\nElsewhere: False\n$",
        ["platform-tokens.cs"] = "\"sub\":\"reporting\".*\"appId\":\"cs-demo\"}\nCCAI: {\"iss\":\"ACME\",.*\"email\":\"john@example.com\"}\n$",
        ["rs256-token.cs"] = "accepted, signed with key 2026-01 for user-42\n$",
        ["stream-envelope.cs"] = "opened, 10000000 bytes written\\), 10000000 bytes kept\n.*failed, .*, 0 bytes kept\n$",
        ["validate-kore.cs"] = "accepted, for john@example.com\n.*possibly a replay(.*\n)*Encrypted, at the door: accepted, for jane@example.com\n",
        ["validate-once.cs"] = "Token accepted, for user-42\n(.*\n)?.*Token refused: replayed",
    };

    [TestCaseSource(nameof(Names))]
    public async Task Runs_from_the_root(string name)
    {
        (int exitCode, string output) = await FileSample.RunAsync(FileSample.Root, "run", "-c", FileSample.BuildConfiguration, "samples/" + name);

        Assert.That(output.ReplaceLineEndings("\n"), Does.Match(Printed[name]));
        Assert.That(exitCode, Is.Zero);
    }

    [Test]
    public async Task Runs_from_its_folder()
    {
        (int exitCode, string output) = await FileSample.RunAsync(Path.Combine(FileSample.Root, "samples"), "run", "-c", FileSample.BuildConfiguration, "hs256-token.cs");

        Assert.That(output.ReplaceLineEndings("\n"), Does.Match(Printed["hs256-token.cs"]));
        Assert.That(exitCode, Is.Zero);
    }

    /// <summary>With a database, its example is run as the first one of JwtKit.PostgreSql's page.</summary>
    [Test]
    public async Task Says_that_it_needs_a_database() => Assert.That(
        await FileSample.RunAsync(FileSample.Root, "run", "-c", FileSample.BuildConfiguration, "samples/" + Database),
        Is.EqualTo((1, $"A database is needed: set ConnectionStrings__tokens to its connection string.{Environment.NewLine}")));

    [Test]
    public async Task Serves_tokens()
    {
        (int exitCode, string built) = await FileSample.RunAsync(FileSample.Root, "build", "-c", FileSample.BuildConfiguration, "samples/" + Host);
        Assert.That(exitCode, Is.Zero, built);
        await using OtherProgram host = OtherProgram.StartIn(
            FileSample.Root, "dotnet", "run", "--no-build", "-c", FileSample.BuildConfiguration, "samples/" + Host, "--urls", "http://127.0.0.1:0");
        string port = (await host.SaidAsync("Application started")).Split("http://127.0.0.1:")[1].Split('\n')[0].Trim();
        using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using HttpResponseMessage visitor = await client.PostAsync(new Uri("/api/users/sts", UriKind.Relative), null);
        using HttpResponseMessage stranger = await client.GetAsync(new Uri("/auth/token", UriKind.Relative));

        Assert.That((visitor.StatusCode, stranger.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
        Assert.That(await visitor.Content.ReadAsStringAsync(), Does.Match("^{\"jwt\":\"ey[^.]+[.][^.]+[.][^.]+\"}$"));
    }

    [Test]
    public void Every_sample_is_run() => Assert.That(FileSample.Names, Is.EquivalentTo(Names.Append(Host).Append(Database)));

    private static IEnumerable<string> Names => Printed.Keys;
}
