using System.Runtime.CompilerServices;

namespace JwtKit.Tests;

/// <summary>The files of this repository, named from its root, with slashes.</summary>
internal static class RepositoryFolder
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "..", ".."));

    public static string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>A path that starts in a folder, from the root; it begins with <c>..</c> where it leads out of the repository.</summary>
    public static string Combine(string folder, string path) =>
        Path.GetRelativePath(Root, Path.GetFullPath(path, PathOf(folder))).Replace(Path.DirectorySeparatorChar, '/');

    public static string[] ReadLines(string name) => File.ReadAllText(PathOf(name)).ReplaceLineEndings("\n").Split('\n');

    /// <summary>Those below a folder, without what a build or a package manager puts there.</summary>
    public static IEnumerable<string> Below(string folder, string pattern) => Directory
        .EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
        .Select(static file => Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(static name => !name.Split('/').Any(static part => part is "bin" or "obj" or "node_modules"))
        .Order(StringComparer.Ordinal);

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
