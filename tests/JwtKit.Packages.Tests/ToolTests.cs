using JwtKit.Cli.Tests;
using NUnit.Framework;

namespace JwtKit.Packages.Tests;

/// <summary>The tool as users get it: installed from the folder of packages, and every command of its README run.</summary>
[TestFixture]
internal sealed class ToolTests
{
    [Test]
    public async Task The_installed_package_runs_each_command_of_the_README()
    {
        Shell.Require();
        using NewFolder place = new(await PackedPackages.GetAsync());
        ToolResult installed = await place.DotnetAsync("tool", "install", "--tool-path", place.PathOf("tools"), "JwtKit.Cli", "--version", PackedPackages.Version);
        Assert.That(installed.ExitCode, Is.Zero, installed.Output + installed.Error);

        using TemporaryFolder folder = new();
        Readme.WriteFiles(folder);
        foreach (string command in Readme.Commands)
        {
            ToolResult result = await Shell.RunAsync(command, folder.Path, place.PathOf("tools/jwtkit"));
            Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")), command + "\n" + result.Output);
        }
    }
}
