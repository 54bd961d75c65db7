using System.Diagnostics;
using System.Runtime.Versioning;
using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>What other users of the machine can see of a call: the arguments of processes.</summary>
[TestFixture]
[Platform("Linux")]
[SupportedOSPlatform("linux")]
internal sealed class SecrecyTests
{
    private const string Secret = "secret-no-process-list-shows-012";

    [TestCase("issue kore-api --client-id cs-1 --sub x --secret-env SECRET --encrypt-to -")]
    [TestCase("issue kore-api --client-id cs-1 --sub x --secret-file -")]
    [TestCase("sign --iss me --secret-file secret.txt --claims -")]
    [TestCase("verify - --secret-file secret.txt")]
    [TestCase("verify - --secret-env SECRET")]
    [TestCase("encrypt --shared-key-file secret.txt")]
    [TestCase("decrypt --shared-key-env SECRET")]
    [TestCase("seal --shared-key-file secret.txt --no-context")]
    [TestCase("open --shared-key-env SECRET --no-context --out opened")]
    [TestCase("key convert - --format pem --private --password-env SECRET --out x.pem")]
    [TestCase("key new rsa --password-file - --out x.pem")]
    public async Task No_process_shows_the_secret_while_a_command_waits(string arguments)
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder.File("secret.txt"), Secret);
        using Process process = Tool.Start(Words.Of(arguments), folder.Path, new Dictionary<string, string> { ["SECRET"] = Secret });
        try
        {
            string own = await CommandLineAsync(process);
            Assert.That((own.Contains("--", StringComparison.Ordinal), AllCommandLines().Any(static line => line.Contains(Secret, StringComparison.Ordinal))), Is.EqualTo((true, false)), own);
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>The command line of the process, once the system shows it.</summary>
    private static async Task<string> CommandLineAsync(Process process)
    {
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30));
        while (!process.HasExited)
        {
            end.Token.ThrowIfCancellationRequested();
            string line = ReadOrEmpty($"/proc/{process.Id}/cmdline");
            if (line.Contains("--", StringComparison.Ordinal))
            {
                return line;
            }

            await Task.Yield();
        }

        return "";
    }

    private static IEnumerable<string> AllCommandLines() => Directory.EnumerateDirectories("/proc").Select(static folder => ReadOrEmpty(folder + "/cmdline"));

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process has ended meanwhile.
            return "";
        }
    }
}
