using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>What the tool does where its output is a terminal, which <c>script</c> provides.</summary>
[TestFixture]
[Platform("Linux")]
internal sealed class TerminalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [OneTimeSetUp]
    public async Task Start()
    {
        Shell.Require();
        OtherPrograms.Require(OtherPrograms.Runs("script", "--version"), "script of util-linux is missing");
        await File.WriteAllTextAsync(folder.File("shared.txt"), "0123456789abcdef0123456789abcdef");
        await RunAsync("seal shared.txt --shared-key-file shared.txt --no-context --out sealed");
        await RunAsync(@"encrypt codes.bin --shared-key-file shared.txt --out codes.jwe", before: @"printf 'a\033[2Jb' >codes.bin");
        await RunAsync("encrypt shared.txt --shared-key-file shared.txt --out text.jwe");
        await RunAsync("key new rsa --size 2048 --out private.pem");
        await RunAsync("sign --sub [red]x --secret-file shared.txt --out token.txt");
    }

    public void Dispose() => folder.Dispose();

    [TestCase("seal shared.txt --shared-key-file shared.txt --no-context", "jwtkit: The envelope is binary, which a terminal would garble or obey; use --out FILE or a pipe.\n")]
    [TestCase("open sealed --shared-key-file shared.txt --no-context", "jwtkit: The payload may be binary or hold terminal codes, which a terminal would garble or obey; use --out FILE or a pipe.\n")]
    [TestCase("decrypt codes.jwe --shared-key-file shared.txt", "jwtkit: The content is binary, or holds terminal codes, which a terminal would garble or obey; use --out FILE or a pipe.\n")]
    [TestCase("key convert private.pem --format pfx --private --password-file shared.txt --out -", "jwtkit: The file is binary, which a terminal would garble; use --out FILE or a pipe.\n")]
    public async Task Bytes_that_a_terminal_would_obey_do_not_reach_it(string arguments, string message)
    {
        ToolResult result = await RunAsync(arguments);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((ExitCode.WrongCall, message)));
    }

    [Test]
    public async Task Decrypted_text_may_be_read_on_a_terminal()
    {
        ToolResult result = await RunAsync("decrypt text.jwe --shared-key-file shared.txt");
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((ExitCode.Done, "0123456789abcdef0123456789abcdef")));
    }

    [Test]
    public async Task A_secret_on_a_terminal_comes_with_a_warning()
    {
        ToolResult result = await RunAsync("key new secret --out -");
        Assert.That(result.Output, Does.Match(@"\Ajwtkit: What follows is secret, and stays readable on this terminal\.\n[\w-]{64}\n\z"), result.Error);
    }

    [Test]
    public async Task The_checks_have_colours_on_a_terminal_that_knows_them()
    {
        ToolResult result = await RunAsync("verify token.txt --secret-file shared.txt --iss me", terminal: "xterm");
        Assert.That(result.Output, Does.Match(@"\nalg +\x1B\[[\d;]+mpassed\x1B\[0m ").And.Match(@"\niss +\x1B\[[\d;]+mFAILED\x1B\[0m "));
    }

    [Test]
    public async Task A_claim_brings_no_colours_of_its_own()
    {
        ToolResult result = await RunAsync("verify token.txt --secret-file shared.txt", terminal: "xterm");
        Assert.That(result.Output, Does.Match(@"\nsub .* \[red\]x "));
    }

    [Test]
    public async Task There_are_no_colours_for_who_wants_none()
    {
        ToolResult result = await RunAsync("verify token.txt --secret-file shared.txt", before: "export NO_COLOR=1", terminal: "xterm");
        Assert.That(result.Output, Does.Match(@"\n  alg +passed "));
    }

    /// <remarks>A dumb terminal has no codes of its own, which the runtime would write at its start.</remarks>
    private async Task<ToolResult> RunAsync(string arguments, string before = ":", string terminal = "dumb")
    {
        ToolResult result = await Shell.RunAsync($"{before}; TERM={terminal} script --quiet --return --command 'jwtkit {arguments}' /dev/null", folder.Path, Tool.Path);
        return result with { Output = result.Output.ReplaceLineEndings("\n") };
    }
}
