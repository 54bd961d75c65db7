using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JwtKit.Tests;

namespace JwtKit.Packages.Tests;

/// <summary>A part of a page that shows a host: its program, its configuration and the commands around it.</summary>
/// <param name="Program">The first block of C#.</param>
/// <param name="Configuration">The first block of JSON.</param>
/// <param name="Commands">The lines of all blocks of a shell, without comments.</param>
internal sealed partial record HostSection(string Program, string Configuration, IReadOnlyList<string> Commands)
{
    /// <summary>The part of a page from its heading, or from the start of the page, to the next heading.</summary>
    public static HostSection Read(string page, string? heading = null)
    {
        string text = File.ReadAllText(RepositoryFolder.PathOf(page)).ReplaceLineEndings("\n");
        string part = Heading().Split(text).Where(static part => part.Length > 0).First(part => heading is null ? part.Contains("```csharp", StringComparison.Ordinal) : part.StartsWith(heading + "\n", StringComparison.Ordinal));
        ILookup<string, string> blocks = Block().Matches(part).ToLookup(static block => block.Groups["language"].Value, static block => block.Groups["text"].Value);
        return new(
            blocks["csharp"].First(),
            blocks["json"].First(),
            [.. blocks["sh"].SelectMany(static block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(static line => line.Split(" #")[0].TrimEnd())]);
    }

    /// <summary>Adds the configuration to that of a new project.</summary>
    public void AddConfiguration(string file)
    {
        JsonObject settings = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(Configuration)!.AsObject())
        {
            settings.Add(name, value?.DeepClone());
        }

        File.WriteAllText(file, settings.ToJsonString());
    }

    [GeneratedRegex("^##+ ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```(?<language>\\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
