using System.Diagnostics;
using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>Calls that end early: nothing is left behind, and nothing is said.</summary>
[TestFixture]
[Platform("Linux,MacOsX")]
internal sealed class InterruptionTests : IDisposable
{
    private readonly HeededInterrupt heeded = new();

    private static readonly Dictionary<string, string> Shared = new() { ["SHARED"] = "0123456789abcdef0123456789abcdef" };

    public void Dispose() => heeded.Dispose();

    [TestCase("issue kore-api --client-id cs-1 --sub x --secret-file - --out token.txt")]
    [TestCase("encrypt --shared-key-env SHARED --out x")]
    [TestCase("key new rsa --password-file - --out x.pem")]
    [TestCase("key convert - --format pem --private --out x.pem")]
    public async Task Ctrl_C_ends_a_waiting_command_with_130_and_leaves_no_file(string arguments)
    {
        using TemporaryFolder folder = new();
        using Process process = Tool.Start(Words.Of(arguments), folder.Path, Shared);
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30));

        // More than a pipe holds: once it is written, the command has begun to read.
        await process.StandardInput.BaseStream.WriteAsync(new byte[100_000], end.Token);
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(end.Token);
        await process.WaitForExitAsync(end.Token);

        Assert.That((process.ExitCode, folder.Names), Is.EqualTo((ExitCode.Interrupted, Array.Empty<string>())));
    }

    [TestCase("seal", "INT", ExitCode.Interrupted)]
    [TestCase("seal", "TERM", 128 + 15)]
    [TestCase("seal", "QUIT", 128 + 3)]
    [TestCase("open", "INT", ExitCode.Interrupted)]
    [TestCase("open", "TERM", 128 + 15)]
    [TestCase("open", "QUIT", 128 + 3)]
    [TestCase("open", "HUP", 128 + 1)]
    [TestCase("open", "USR1", 128 + 10)]
    [TestCase("open", "ALRM", 128 + 14)]
    [TestCase("open", "XCPU", 128 + 24)]
    [TestCase("open", "36", 128 + 36)]
    [TestCase("open", "64", 128 + 64)]
    [Platform("Linux")]
    public async Task A_file_that_is_being_written_is_taken_away(string command, string signal, int exitCode)
    {
        using TemporaryFolder folder = new();
        using Process process = await StartWritingAsync(command, folder);

        Assert.That((await KillAsync(process, signal), folder.Names), Is.EqualTo((exitCode, Array.Empty<string>())));
    }

    [TestCase("seal")]
    [TestCase("open")]
    [Platform("Linux")]
    public async Task A_signal_that_cannot_be_handled_leaves_no_file(string command)
    {
        using TemporaryFolder folder = new();
        using Process process = await StartWritingAsync(command, folder);

        Assert.That((await KillAsync(process, "KILL"), folder.Names), Is.EqualTo((128 + 9, Array.Empty<string>())));
    }

    [TestCase("")]
    [TestCase(" --force")]
    [Platform("Linux")]
    public async Task A_name_that_is_taken_meanwhile_is_replaced_with_force_only(string force)
    {
        using TemporaryFolder folder = new();
        using Process process = await StartWritingAsync("seal", folder, force);
        await File.WriteAllTextAsync(folder.File("x"), "another");
        ToolResult result = await Tool.EndAsync(process);
        bool isReplaced = await File.ReadAllTextAsync(folder.File("x")) != "another";

        Assert.That((result.ExitCode, result.Error, isReplaced, folder.Names), Is.EqualTo(force.Length > 0
            ? (ExitCode.Done, "", true, new[] { "x" })
            : (ExitCode.WrongCall, "jwtkit: 'x' exists already; --force replaces it.\n", false, new[] { "x" })));
    }

    [TestCase("verify --iss a --aud b --secret-env SHARED", "the token")]
    [TestCase("decode", "the token")]
    [TestCase("issue kore-api --client-id cs-1 --sub x --secret-file -", "the secret")]
    [TestCase("key convert - --format pem --private", "the key")]
    [TestCase("seal --shared-key-env SHARED --no-context --out x", "the payload")]
    public async Task A_closed_standard_input_ends_at_once_with_a_message(string arguments, string what)
    {
        Shell.Require();
        using TemporaryFolder folder = new();
        ToolResult result = await Shell.RunAsync($"export SHARED={Shared["SHARED"]}; jwtkit {arguments} <&-", folder.Path, Tool.Path);

        Assert.That(
            (result.ExitCode, result.Error, folder.Names),
            Is.EqualTo((ExitCode.WrongCall, $"jwtkit: Standard input is closed, so {what} cannot be read from it; redirect it from a file or a pipe.\n", Array.Empty<string>())));
    }

    [TestCase("issue kore-api --client-id cs-1 --sub x --secret-env SHARED >&-")]
    [TestCase("key new secret --out - >&-")]
    [TestCase("--help >&-")]
    [TestCase("issue kore-api --client-id cs-1 --sub x --secret-env SHARED <&- >&-")]
    public async Task A_closed_standard_output_ends_at_once_with_a_message(string arguments)
    {
        Shell.Require();
        using TemporaryFolder folder = new();
        ToolResult result = await Shell.RunAsync($"export SHARED={Shared["SHARED"]}; jwtkit {arguments}", folder.Path, Tool.Path);

        Assert.That(
            (result.ExitCode, result.Error),
            Is.EqualTo((ExitCode.WrongCall, "jwtkit: Standard output is closed, so the result cannot be written to it; redirect it to a file or a pipe, or use --out FILE where the command has it.\n")));
    }

    [Test]
    public async Task A_closed_standard_output_does_not_matter_to_a_file()
    {
        Shell.Require();
        using TemporaryFolder folder = new();
        ToolResult result = await Shell.RunAsync($"export SHARED={Shared["SHARED"]}; jwtkit issue kore-api --client-id cs-1 --sub x --secret-env SHARED --out x <&- >&-", folder.Path, Tool.Path);

        Assert.That((result.ExitCode, result.Error, folder.Names), Is.EqualTo((ExitCode.Done, "", new[] { "x" })));
    }

    [TestCase("seal payload --shared-key-env SHARED --no-context")]
    [TestCase("open sealed --shared-key-env SHARED --no-context")]
    public async Task A_broken_pipe_ends_a_stream_silently(string arguments)
    {
        Shell.Require();
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder.File("payload"), new byte[1_000_000]);
        await Tool.RunAsync(Words.Of("seal payload --shared-key-env SHARED --no-context --out sealed"), folder.Path, Shared);
        ToolResult result = await Shell.RunAsync($"export SHARED={Shared["SHARED"]}; jwtkit {arguments} | head -c 1 | wc -c", folder.Path, Tool.Path);

        Assert.That((result.ExitCode, result.Output.Trim(), result.Error, string.Join(' ', folder.Names)), Is.EqualTo((0, "1", "", "payload sealed")));
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

    [TestCase("issue kore-api --client-id cs-1 --sub x --secret-env SHARED --out x")]
    [TestCase("seal payload --shared-key-env SHARED --no-context --out x")]
    [TestCase("key new rsa --size 2048 --out x --public-out y")]
    public async Task A_file_that_does_not_fit_is_taken_away(string arguments)
    {
        Shell.Require();
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder.File("payload"), new byte[200_000]);

        // The runtime's own double mapping of code needs a file as well.
        ToolResult result = await Shell.RunAsync(
            $"export SHARED={Shared["SHARED"]} DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 0; jwtkit {arguments} 2>/dev/null", folder.Path, Tool.Path);

        Assert.That((result.ExitCode, string.Join(' ', folder.Names)), Is.EqualTo((ExitCode.WrongCall, "payload")));
    }

    [Test]
    public async Task A_wrong_call_ends_with_its_code_where_standard_error_is_closed()
    {
        Shell.Require();
        using TemporaryFolder folder = new();
        ToolResult result = await Shell.RunAsync("jwtkit nonsense 2>&-", folder.Path, Tool.Path);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.WrongCall));
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

    /// <summary>A command that has begun to write its file <c>x</c> and waits for the rest of its input.</summary>
    private static async Task<Process> StartWritingAsync(string command, TemporaryFolder folder, string further = "")
    {
        using TemporaryFolder sealing = new();
        await File.WriteAllBytesAsync(sealing.File("payload"), new byte[200_000]);
        await Tool.RunAsync(Words.Of("seal payload --shared-key-env SHARED --no-context --out sealed"), sealing.Path, Shared);
        byte[] input = await File.ReadAllBytesAsync(sealing.File(command == "open" ? "sealed" : "payload"));
        Process process = Tool.Start(Words.Of($"{command} --shared-key-env SHARED --no-context --out x{further}"), folder.Path, Shared);
        await process.StandardInput.BaseStream.WriteAsync(input.AsMemory(0, 150_000));
        await process.StandardInput.BaseStream.FlushAsync();
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30));
        while (!HasWritten(process, folder))
        {
            end.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return process;
    }

    /// <summary>By the process's own list of files, since the file has no name yet.</summary>
    private static bool HasWritten(Process process, TemporaryFolder folder)
    {
        try
        {
            return new DirectoryInfo($"/proc/{process.Id}/fd").EnumerateFiles().Any(link => link.LinkTarget?.StartsWith(folder.Path + "/", StringComparison.Ordinal) == true && LengthOf(link) > 0);
        }
        catch (IOException)
        {
            // The process opens and closes files meanwhile.
            return false;
        }
    }

    private static long LengthOf(FileInfo link)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(link.FullName, share: FileShare.ReadWrite | FileShare.Delete);
        return RandomAccess.GetLength(file);
    }

    private static async Task<int> KillAsync(Process process, string signal)
    {
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30));
        using Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(end.Token);
        await process.WaitForExitAsync(end.Token);
        return process.ExitCode;
    }
}
