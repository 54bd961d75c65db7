using System.Text.RegularExpressions;
using JwtKit.Tests;
using NUnit.Framework;

namespace JwtKit.Packages.Tests;

/// <summary>What builds the packages runs no code that others can change, and may write nowhere.</summary>
[TestFixture]
internal sealed partial class WorkflowTests
{
    private static IEnumerable<string> Workflows => RepositoryFolder.Below(".github/workflows", "*.y*ml");

    [Test]
    public void Reads_the_actions() => Assert.That(Workflows.SelectMany(static file => Actions(file)), Has.Exactly(5).Items);

    [TestCaseSource(nameof(Workflows))]
    public void Names_each_action_by_its_commit(string file) => Assert.That(Actions(file), Has.All.Matches<string>(static action => Pinned().IsMatch(action)));

    [TestCaseSource(nameof(Workflows))]
    public void May_read_the_sources_and_nothing_else(string file)
    {
        string[] lines = RepositoryFolder.ReadLines(file);

        Assert.That(
            (Count(lines, static line => line == "permissions:"), Count(lines, static line => line == "  contents: read"), Count(lines, static line => Permission().IsMatch(line))),
            Is.EqualTo((1, 1, 1)));
    }

    [TestCaseSource(nameof(Workflows))]
    public void Grants_nothing(string file) => Assert.That(RepositoryFolder.ReadLines(file), Has.None.Match(@":\s*write(-all)?\b"));

    [TestCaseSource(nameof(Workflows))]
    public void Leaves_no_credentials_behind(string file)
    {
        string[] lines = RepositoryFolder.ReadLines(file);

        Assert.That(
            Count(lines, static line => line.Trim() == "persist-credentials: false"),
            Is.EqualTo(Actions(file).Count(static action => action.StartsWith("actions/checkout@", StringComparison.Ordinal))));
    }

    [TestCaseSource(nameof(Workflows))]
    public void Gives_what_others_propose_no_secrets(string file) => Assert.That(RepositoryFolder.ReadLines(file), Has.None.Match(@"pull_request_target|workflow_run|secrets\."));

    private static IEnumerable<string> Actions(string file) =>
        RepositoryFolder.ReadLines(file).Select(static line => Uses().Match(line)).Where(static match => match.Success).Select(static match => match.Groups["action"].Value);

    private static int Count(string[] lines, Func<string, bool> condition) => lines.Count(condition);

    [GeneratedRegex(@"^\s*(-\s*)?['""]?uses['""]?\s*:\s*(?<action>.*)$")]
    private static partial Regex Uses();

    [GeneratedRegex(@"^[\w.-]+/[\w.-]+(/[\w.-]+)*@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^\s*permissions\s*:")]
    private static partial Regex Permission();
}
