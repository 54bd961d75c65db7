using System.Text.Json.Nodes;
using JwtKit.AspNetCore.Tests.Samples;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>What holds whatever is done on the page. Each fixture plays one scenario.</summary>
internal abstract class PageTests(string scenario)
{
    private Uri address = null!;

    /// <summary>What the scenario gave.</summary>
    protected JsonObject Seen { get; private set; } = [];

    [OneTimeSetUp]
    public async Task PlayAsync()
    {
        address = await StartAsync();
        Seen = await Chromium.PlayAsync(scenario, address);
    }

    [Test]
    public void Asks_no_other_host() => Assert.That(Seen["requests"]!.AsArray().Select(Text), Is.EqualTo([address.GetLeftPart(UriPartial.Authority)]));

    [Test]
    public void Breaks_no_rule_of_its_content_security_policy() => Assert.That(Seen["errors"]!.AsArray().Select(Text), Is.Empty);

    [Test]
    public void Receives_no_secret()
    {
        string[] secrets =
        [
            File.ReadAllText(Path.Combine(SampleProcess.DemoFolder, "client.secret")),
            File.ReadAllText(Path.Combine(SampleProcess.DemoFolder, "client-512.secret")),
            "PRIVATE KEY",
            "\"d\":",
        ];
        string received = string.Join('\n', Seen["bodies"]!.AsArray().Select(Text));

        Assert.That(secrets.Where(secret => received.Contains(secret, StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>Where the page is.</summary>
    protected virtual Task<Uri> StartAsync() => Task.FromResult(RunningSamples.Address);

    protected static string Text(JsonNode? node) => node!.GetValue<string>();

    /// <summary>A value below <see cref="Seen"/>, as text.</summary>
    protected string At(params string[] path) => path.Aggregate((JsonNode)Seen, static (node, name) => node[name]!) is JsonValue value ? value.ToString() : string.Empty;

    protected IEnumerable<string> List(string name) => Seen[name]!.AsArray().Select(Text);
}
