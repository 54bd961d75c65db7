using System.Runtime.CompilerServices;

namespace JwtKit.PostgreSql.Tests;

/// <summary>Where the sources of these tests are.</summary>
internal static class SourceFolder
{
    public static string Path { get; } = Find();

    private static string Find([CallerFilePath] string path = "") => System.IO.Path.GetDirectoryName(path)!;
}
