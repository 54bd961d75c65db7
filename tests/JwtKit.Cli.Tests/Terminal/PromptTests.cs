using System.Diagnostics;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>What the tool asks at a terminal, and what is typed there: <c>terminal.py</c> is both.</summary>
[TestFixture]
[Platform("Linux")]
internal sealed class PromptTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const string Issue = "issue kore-api --client-id cs-1 --sub reporting --out token.txt";
    private const string Backspace = "\x7F";

    private readonly TemporaryFolder folder = new();

    [OneTimeSetUp]
    public static void Require() => OtherPrograms.Require(OtherPrograms.Runs(Python, "--version"), "Python is missing: apt-get install python3");

    [SetUp]
    public void WriteSecret() => File.WriteAllText(folder.File("secret.txt"), Secret + "\n");

    public void Dispose() => folder.Dispose();

    [Test]
    public async Task Does_not_show_the_secret_that_is_typed()
    {
        ToolResult result = await AnswerAsync(Issue + " --force", Secret);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((ExitCode.Done, "Client Secret (not shown): \n")));
    }

    [TestCase(Secret)]
    [TestCase(Backspace + "0123456789abcdef0123456789abcdee" + Backspace + "f")]
    public async Task Takes_the_secret_as_it_stands_when_Enter_is_pressed(string typed)
    {
        await AnswerAsync(Issue + " --force", typed);
        ToolResult result = await Tool.RunAsync(Words.Of("verify token.txt --as kore-api --client-id cs-1 --secret-file secret.txt"), folder.Path);
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output);
    }

    [Test]
    public async Task Asks_for_the_token_that_no_argument_may_hold()
    {
        ToolResult result = await AnswerAsync("decode", "eyJhbGciOiJIUzI1NiJ9.e30.");
        Assert.That(result.Output, Does.StartWith("Token (not shown): \nUNVERIFIED: "));
    }

    [Test]
    public async Task A_new_password_that_was_typed_twice_opens_the_key()
    {
        await AnswerAsync("key new rsa --size 2048 --ask-password --out private.pem --force", "correct horse", "correct horse");
        ToolResult result = await AnswerAsync("key show private.pem", "correct horse");
        Assert.That(result.Output, Does.StartWith("Password of the key (not shown): \nRSA private key, 2048 bits\n"));
    }

    [Test]
    public async Task A_new_password_that_was_typed_differently_protects_nothing()
    {
        ToolResult result = await AnswerAsync("key new rsa --size 2048 --ask-password --out other.pem", "correct horse", "correct house");
        Assert.That(
            (result.ExitCode, result.Output, File.Exists(folder.File("other.pem"))),
            Is.EqualTo((ExitCode.WrongCall, "New password (not shown): \nThe same again (not shown): \njwtkit: The two passwords are not the same.\n", false)));
    }

    /// <summary>Runs the tool at a terminal where each answer is typed at a prompt of its own.</summary>
    private async Task<ToolResult> AnswerAsync(string arguments, params string[] answers)
    {
        ProcessStartInfo start = new(Python, [Path.Combine(AppContext.BaseDirectory, "terminal.py"), Tool.Path, .. Words.Of(arguments)])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        ToolResult result = await Tool.EndAsync(process, string.Join('\n', answers));
        return result with { Output = result.Output.ReplaceLineEndings("\n") };
    }
}
