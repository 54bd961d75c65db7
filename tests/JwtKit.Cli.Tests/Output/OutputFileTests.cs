using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>Which names <c>--out</c> takes.</summary>
[TestFixture]
[Platform("Linux,MacOsX")]
internal sealed class OutputFileTests
{
    private static readonly Dictionary<string, string> Shared = new() { ["SHARED"] = "0123456789abcdef0123456789abcdef" };

    [TestCase("a", 240)]
    [TestCase("a", 255)]
    [TestCase("\u00FC", 127)]
    [TestCase("\U0001F511", 63)]
    public async Task Takes_a_name_of_any_length_that_the_file_system_takes(string letter, int count)
    {
        using TemporaryFolder folder = new();
        string name = string.Concat(Enumerable.Repeat(letter, count));
        ToolResult result = await IssueAsync(folder, name, "");

        Assert.That((result.ExitCode, result.Error, folder.Names), Is.EqualTo((ExitCode.Done, "", new[] { name })));
    }

    [Test]
    public async Task Takes_a_name_of_any_length_in_the_place_of_a_file()
    {
        using TemporaryFolder folder = new();
        string name = new('a', 255);
        await File.WriteAllTextAsync(folder.File(name), "former");
        ToolResult result = await IssueAsync(folder, name, "--force");

        Assert.That(
            (result.ExitCode, result.Error, string.Join(' ', folder.Names), await File.ReadAllTextAsync(folder.File(name)) == "former"),
            Is.EqualTo((ExitCode.Done, "", name, false)));
    }

    [TestCase("mkfifo x", "a named pipe", "p")]
    [TestCase("touch y; ln -s y x", "a symbolic link", "l")]
    [TestCase("ln -s nowhere x", "a symbolic link", "l")]
    [TestCase("mkdir x", "a directory", "d")]
    [Platform("Linux")]
    public async Task Replaces_nothing_but_a_regular_file(string make, string kind, string type)
    {
        Shell.Require();
        using TemporaryFolder folder = new();
        await Shell.RunAsync(make, folder.Path, Tool.Path);
        ToolResult result = await IssueAsync(folder, "x", "--force");
        string left = (await Shell.RunAsync("ls -ld x", folder.Path, Tool.Path)).Output[..1];

        Assert.That(
            (result.ExitCode, result.Error, left),
            Is.EqualTo((ExitCode.WrongCall, $"jwtkit: 'x' is {kind}; --out needs the name of a regular file, which may be new.\n", type)));
    }

    [TestCase("/dev/null")]
    [TestCase("/dev/tty")]
    public async Task Writes_to_no_device(string path)
    {
        using TemporaryFolder folder = new();

        Assert.That((await IssueAsync(folder, path, "--force")).Error, Is.EqualTo($"jwtkit: '{path}' is a device; --out needs the name of a regular file, which may be new.\n"));
    }

    [TestCase("", ExitCode.WrongCall, "jwtkit: '{0}' exists already; --force replaces it.\n", false)]
    [TestCase("--force", ExitCode.Done, "", true)]
    [Platform("Linux")]
    public async Task Takes_a_regular_file_in_the_folder_of_devices_for_one(string force, int exitCode, string error, bool isReplaced)
    {
        using TemporaryFolder folder = new();
        string path = $"/dev/shm/{Path.GetRandomFileName()}";
        await File.WriteAllTextAsync(path, "former");
        try
        {
            ToolResult result = await IssueAsync(folder, path, force);
            Assert.That(
                (result.ExitCode, result.Error, await File.ReadAllTextAsync(path) != "former"),
                Is.EqualTo((exitCode, error.Replace("{0}", path, StringComparison.Ordinal), isReplaced)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Task<ToolResult> IssueAsync(TemporaryFolder folder, string name, string force) =>
        Tool.RunAsync([.. Words.Of("issue kore-api --client-id cs-1 --sub x --secret-env SHARED --out"), name, .. Words.Of(force)], folder.Path, Shared);
}
