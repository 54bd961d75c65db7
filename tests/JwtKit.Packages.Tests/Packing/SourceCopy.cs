using System.Text.Json;
using JwtKit.Cli.Tests;
using JwtKit.Tests;

namespace JwtKit.Packages.Tests;

/// <summary>A copy of what the packages are made from: a clone, as far as the build looks at it, at one commit and with a remote.</summary>
internal sealed class SourceCopy : IDisposable
{
    /// <summary>The remote's address. Nothing is there.</summary>
    public const string Remote = "https://github.com/example/jwtkit";

    /// <summary>The commit.</summary>
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    /// <summary>The projects of the packages, alone.</summary>
    public const string Solution = "Packages.slnf";

    private static readonly string[] Sources = [".editorconfig", ".gitattributes", ".gitignore", "Directory.Build.props", "Directory.Packages.props", "JwtKit.sln"];

    private readonly TemporaryFolder folder = new();

    public SourceCopy()
    {
        foreach (string file in Sources.Concat(RepositoryFolder.Below("src", "*")))
        {
            string target = PathOf(file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(RepositoryFolder.PathOf(file), target);
        }

        IEnumerable<string> projects = RepositoryFolder.Below("src", "*.csproj").Select(static project => project.Replace('/', '\\'));
        File.WriteAllText(PathOf(Solution), JsonSerializer.Serialize(new { solution = new { path = "JwtKit.sln", projects } }));
        Directory.CreateDirectory(PathOf(".git/objects"));
        Directory.CreateDirectory(PathOf(".git/refs/heads"));
        File.WriteAllText(PathOf(".git/HEAD"), "ref: refs/heads/main\n");
        File.WriteAllText(PathOf(".git/refs/heads/main"), Commit + "\n");
        File.WriteAllText(PathOf(".git/config"), $"[core]\n\trepositoryformatversion = 0\n[remote \"origin\"]\n\turl = {Remote}.git\n");
    }

    public string Path => folder.Path;

    public string PathOf(string name) => folder.File(name);

    public void Dispose() => folder.Dispose();
}
