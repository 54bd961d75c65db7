using System.CommandLine;
using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>What help and completions know of each command.</summary>
[TestFixture]
internal sealed class HelpTests
{
    [TestCaseSource(nameof(Commands))]
    public void The_example_is_a_call_of_that_command(string path)
    {
        RootCommand root = CommandTable.RootFor([]);
        string example = ((ToolCommand)root.Parse(path).CommandResult.Command).Example;
        string call = example.Split(" > ")[0];
        ParseResult parsed = root.Parse(Words.Of(call)[1..]);
        Assert.That((call.StartsWith("jwtkit " + path, StringComparison.Ordinal), parsed.Errors.Count), Is.EqualTo((true, 0)));
    }

    [TestCaseSource(nameof(Commands))]
    public async Task Help_ends_with_the_example(string path)
    {
        ToolResult result = await Tool.RunAsync([.. path.Split(' '), "--help"], AppContext.BaseDirectory);
        Assert.That(result.Output.ReplaceLineEndings("\n"), Does.Contain("Example:\n  jwtkit " + path), result.Error);
    }

    [TestCaseSource(nameof(Commands))]
    public void A_call_that_names_the_command_builds_that_one_only(string path) => Assert.That(
        Leaves(CommandTable.RootFor(path.Split(' ')), "").Single(), Is.EqualTo(path));

    [Test]
    public async Task The_suggest_directive_completes_values()
    {
        ToolResult result = await Tool.RunAsync(["[suggest:29]", "jwtkit issue kore-api --alg "], AppContext.BaseDirectory);
        Assert.That(result.Output.Split('\n'), Does.Contain("HS256").And.Contain("RS512"));
    }

    [Test]
    public async Task Bash_completes_with_the_script()
    {
        Shell.Require();
        using TemporaryFolder folder = new();
        ToolResult result = await Shell.RunAsync(
            "source <(jwtkit completions bash); COMP_WORDS=(jwtkit issue kore-api --alg RS); COMP_CWORD=4; COMP_LINE='jwtkit issue kore-api --alg RS'; COMP_POINT=${#COMP_LINE}; _jwtkit; echo \"${COMPREPLY[*]}\"",
            folder.Path,
            Tool.Path);
        Assert.That((result.Output, result.Error), Is.EqualTo(("RS256 RS384 RS512\n", "")));
    }

    private static IEnumerable<string> Commands() => Leaves(CommandTable.RootFor([]), "");

    private static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(child => Leaves(child, path.Length == 0 ? child.Name : path + " " + child.Name));
}
