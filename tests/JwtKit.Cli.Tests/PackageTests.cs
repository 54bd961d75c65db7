using System.Diagnostics;
using System.Runtime.CompilerServices;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>The tool as users get it: packed from a copy of the sources, installed from the folder of packages, and every command of its README run.</summary>
[TestFixture]
internal sealed class PackageTests
{
    private static readonly string[] Sources =
        ["Directory.Build.props", "Directory.Packages.props", ".editorconfig", "src/Directory.Build.props", "src/BannedSymbols.txt", "src/icon.png", "src/JwtKit", "src/JwtKit.Cli"];

    private static readonly TimeSpan EndTime = TimeSpan.FromMinutes(10);

    [Test]
    public async Task The_installed_package_runs_each_command_of_the_README()
    {
        Shell.Require();
        using TemporaryFolder copy = new();
        CopySources(Path.Combine(SourceFolder(), "../.."), copy.Path);
        ToolResult packed = await DotnetAsync(copy.Path, "pack", "src/JwtKit.Cli", "--configuration", "Release", "--output", copy.File("packages"));
        OtherPrograms.Require(!packed.Output.Contains("error NU", StringComparison.Ordinal), "no package source can be reached, so that nothing is packed ahead of time");
        Assert.That(packed.ExitCode, Is.Zero, packed.Output);
        ToolResult installed = await DotnetAsync(copy.Path, "tool", "install", "--tool-path", copy.File("tools"), "--add-source", copy.File("packages"), "JwtKit.Cli");
        Assert.That(installed.ExitCode, Is.Zero, installed.Output + installed.Error);

        using TemporaryFolder folder = new();
        Readme.WriteFiles(folder);
        foreach (string command in Readme.Commands)
        {
            ToolResult result = await Shell.RunAsync(command, folder.Path, copy.File("tools/jwtkit"));
            Assert.That((result.ExitCode, result.Error), Is.EqualTo((ExitCode.Done, "")), command + "\n" + result.Output);
        }
    }

    private static void CopySources(string from, string to)
    {
        foreach (string source in Sources)
        {
            string path = Path.Combine(from, source);
            IEnumerable<string> files = File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories);
            foreach (string file in files)
            {
                string relative = Path.GetRelativePath(from, file);
                if (!relative.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
                {
                    string target = Path.Combine(to, relative);
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Copy(file, target);
                }
            }
        }
    }

    private static async Task<ToolResult> DotnetAsync(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // No build process outlives the test, and none of the surrounding build's settings is taken over.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBuildExtensionsPath");
        start.Environment.Remove("MSBUILD_EXE_PATH");
        using Process process = Process.Start(start)!;
        return await Tool.EndAsync(process, endTime: EndTime);
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
