using System.Diagnostics;
using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>Calls that end early: nothing is left behind, and nothing is said.</summary>
[TestFixture]
[Platform("Linux,MacOsX")]
internal sealed class InterruptionTests
{
    [Test]
    public async Task Ctrl_C_ends_a_waiting_command_with_130_and_leaves_no_file()
    {
        using TemporaryFolder folder = new();
        using Process process = Tool.Start(Words.Of("issue kore-api --client-id cs-1 --sub x --secret-file - --out token.txt"), folder.Path);
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

        Assert.That((process.ExitCode, folder.Names), Is.EqualTo((ExitCode.Interrupted, Array.Empty<string>())));
    }

    [Test]
    public async Task A_broken_pipe_ends_silently()
    {
        Shell.Require();
        using TemporaryFolder folder = new();
        Readme.WriteFiles(folder);
        ToolResult result = await Shell.RunAsync(
            "set +o pipefail; jwtkit issue kore-api --client-id cs-1 --sub x --secret-file client-secret.txt | head -c 1 >/dev/null; jwtkit --help | true", folder.Path, Tool.Path);

        Assert.That((result.ExitCode, result.Output, result.Error), Is.EqualTo((0, "", "")));
    }

    [Test]
    public async Task Several_calls_share_one_redirected_file()
    {
        Shell.Require();
        using TemporaryFolder folder = new();
        await Shell.RunAsync("{ jwtkit completions bash; jwtkit completions zsh; echo end; } > all.txt; jwtkit completions zsh >> all.txt", folder.Path, Tool.Path);
        string[] lines = await File.ReadAllLinesAsync(folder.File("all.txt"));
        Assert.That(lines.Where(static line => line.StartsWith('#') || line == "end").Select(static line => line.Split(' ')[^1]), Is.EqualTo(new[] { "bash)", "zsh)", "end", "zsh)" }));
    }
}
