using System.Diagnostics;

namespace JwtKit.Cli.Tests;

/// <summary>bash, with a tool in its path as <c>jwtkit</c>.</summary>
internal static class Shell
{
    /// <summary>Ignores the test where there is no bash.</summary>
    public static void Require() => JwtKit.Tests.Peers.OtherPrograms.Require(
        !OperatingSystem.IsWindows() && JwtKit.Tests.Peers.OtherPrograms.Runs("bash", "--version"), "bash is missing: the README's commands are for a shell");

    /// <summary>Runs one line.</summary>
    public static async Task<ToolResult> RunAsync(string line, string folder, string tool)
    {
        using TemporaryFolder path = new();
        File.CreateSymbolicLink(path.File("jwtkit"), tool);
        ProcessStartInfo start = new("bash", ["-c", "set -o pipefail; " + line])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = path.Path + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment["CLIENT_SECRET"] = Readme.SampleSecret;
        using Process process = Process.Start(start)!;
        return await Tool.EndAsync(process);
    }
}
