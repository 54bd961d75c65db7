using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>The verdict is the library's, the checks explain it: the two must never disagree. Asked of every token of the table.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Children)]
internal sealed class ExplanationTests
{
    [TestCaseSource(nameof(VerifyCases))]
    public async Task A_token_is_refused_where_a_check_failed_and_nowhere_else(Case @case)
    {
        using TemporaryFolder folder = new();
        foreach (Case.Section file in @case.Sections.Where(static section => section.Kind == "file"))
        {
            await File.WriteAllTextAsync(folder.File(file.Argument), file.Text);
        }

        string arguments = @case.Sections.First(static section => section.Kind == "run").Argument;
        ToolResult result = await Tool.RunAsync(Words.Of(arguments + " --json"), folder.Path);
        JsonNode answer = JsonNode.Parse(result.Output)!;
        bool hasFailedCheck = answer["checks"]!.AsArray().Any(static check => check!["passed"] is { } passed && !(bool)passed);
        Assert.That(((bool)answer["valid"]!, hasFailedCheck), Is.EqualTo((result.ExitCode == ExitCode.Done, result.ExitCode != ExitCode.Done)));
    }

    private static IEnumerable<Case> VerifyCases() => Case
        .ReadAll(Path.Combine(AppContext.BaseDirectory, "Cases"))
        .Where(static @case => @case.Name.StartsWith("verify", StringComparison.Ordinal) && @case.Sections.Any(static section => section is { Kind: "exit", Argument: "0" or "1" }));
}
