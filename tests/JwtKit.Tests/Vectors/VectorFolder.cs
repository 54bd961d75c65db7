using System.Text.Json.Nodes;
using JwtKit.Tests.Peers;

namespace JwtKit.Tests;

/// <summary>Test vectors that others publish. They are no part of this repository.</summary>
/// <remarks>
/// The folder named by <c>JWTKIT_VECTORS</c>, else <c>../shared/vectors</c> beside the checkout. It has <c>wycheproof/</c> with the JOSE files of
/// C2SP/wycheproof (<c>testvectors_v1/json_web_*_test.json</c>), and <c>cookbook/</c> with the files of ietf-jose/cookbook.
/// </remarks>
internal static class VectorFolder
{
    private static string Root => Environment.GetEnvironmentVariable("JWTKIT_VECTORS") is { Length: > 0 } named ? named : RepositoryFolder.PathOf("../shared/vectors");

    /// <summary>One file; ignores or fails the test where the vectors are missing.</summary>
    public static JsonObject Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Require(), name)))!.AsObject();

    /// <summary>The names of the files below a folder, from <c>cookbook/</c> or <c>wycheproof/</c> on, in ordinal order.</summary>
    public static IReadOnlyList<string> Below(string folder)
    {
        string root = Require();
        return
        [
            .. Directory.EnumerateFiles(Path.Combine(root, folder), "*.json", SearchOption.AllDirectories)
                .Where(static file => Path.GetFileName(file) != "package.json")
                .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Require()
    {
        string root = Root;
        OtherPrograms.Require(
            Directory.Exists(Path.Combine(root, "wycheproof")) && Directory.Exists(Path.Combine(root, "cookbook")),
            "Test vectors are missing: set JWTKIT_VECTORS to a folder with wycheproof/ (C2SP/wycheproof) and cookbook/ (ietf-jose/cookbook)");
        return root;
    }
}
