using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>Every command that the README shows is run as it stands there.</summary>
[TestFixture]
internal sealed class ReadmeTests
{
    [Test]
    public void Shows_commands() => Assert.That(Readme.Commands, Has.Count.AtLeast(21).And.All.StartsWith("jwtkit "));

    [Test]
    public async Task Each_command_works()
    {
        Shell.Require();
        using TemporaryFolder folder = new();
        Readme.WriteFiles(folder);
        foreach (string command in Readme.Commands)
        {
            ToolResult result = await Shell.RunAsync(command, folder.Path, Tool.Path);
            Assert.That((result.ExitCode, result.Error), Is.EqualTo((ExitCode.Done, "")), command + "\n" + result.Output);
        }
    }
}
