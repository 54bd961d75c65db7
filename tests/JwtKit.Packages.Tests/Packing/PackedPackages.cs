using JwtKit.Cli.Tests;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.Packages.Tests;

/// <summary>The packages, made once for the suite, as a build server makes them for a release.</summary>
[SetUpFixture]
internal sealed class PackedPackages
{
    private static readonly Lock Gate = new();
    private static readonly TemporaryFolder Folder = new();
    private static Task<ToolResult>? packing;

    /// <summary>The folder of packages. The test is skipped where no package source can be reached.</summary>
    public static async Task<string> GetAsync()
    {
        Task<ToolResult> made;
        lock (Gate)
        {
            made = packing ??= PackAsync();
        }

        ToolResult result = await made;
        OtherPrograms.Require(!result.Output.Contains("error NU1301", StringComparison.Ordinal), "no package source can be reached, so that nothing is packed ahead of time");
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        return PackageFolder;
    }

    /// <summary>One of the packages.</summary>
    /// <param name="name">Its file's name without version and extension.</param>
    /// <param name="extension">nupkg or snupkg.</param>
    public static async Task<PackageFile> OpenAsync(string name, string extension = "nupkg") =>
        PackageFile.Open(Path.Combine(await GetAsync(), $"{name}.{Version}.{extension}"));

    /// <summary>The version of this repository.</summary>
    public static string Version { get; } = RepositoryVersion.Read();

    /// <summary>Where installed packages go, so that none of this version comes out of the user's cache or stays in it.</summary>
    public static string Cache => Folder.File("cache");

    private static string PackageFolder => Folder.File("packages");

    [OneTimeTearDown]
    public static void Delete() => Folder.Dispose();

    private static async Task<ToolResult> PackAsync()
    {
        using SourceCopy copy = new();
        return await Dotnet.RunAsync(copy.Path, ["pack", SourceCopy.Solution, "--configuration", "Release", "--output", PackageFolder], ("CI", "true"));
    }
}
