namespace JwtKit.Conventions.Tests;

/// <summary>The folders of each package in their order: a folder knows only those before it. The one place that says so; CONTRIBUTING.md is written from it.</summary>
internal static class Layers
{
    /// <summary>What a package's files outside of its folders are: its extension classes, or its program.</summary>
    public const string Root = "";

    private static readonly Dictionary<string, string[]> Folders = new(StringComparer.Ordinal)
    {
        [Packages.Core] =
        [
            "Shared", "Memory", "Text", "Jose", "Keys", "Signing", "Encryption", "Envelopes/Messages", "Envelopes/Formats", "Envelopes/Streaming", "Envelopes", "Tokens", "Jwks", "Replay",
            "Validation", "Platforms/Kaizala", "Platforms/Ccai", "Platforms/KoreAi",
        ],
        [Packages.DependencyInjection] =
        [
            "Diagnostics", "Options", "Settings", "Keys", "Reloading", "Issuing", "Validating", "PayloadEncryption", "Hosting", "HttpClients", "KoreAiApps", "Health", Root,
        ],
        [Packages.MutualTls] = ["Settings", "Certificates", "Revocation", "Parties", "HttpClients", "Hosting", Root],
        [Packages.AspNetCore] = ["Http", "Visitors", "TokenEndpoints", "Bearer", "PayloadEncryption", "MutualTls", "Kaizala", "KoreAi"],
        [Packages.PostgreSql] = [Root],
        [Packages.CommandLine] = ["Terminal", "Commanding", "Options", "Verification", "Output", "Commands", "App", Root],
    };

    /// <summary>The packages whose folders have an order.</summary>
    public static IEnumerable<string> Ordered => Folders.Keys;

    /// <summary>The folders of a package, each after those that it knows.</summary>
    public static string[] Of(string package) => Folders[package];

    /// <summary>Whether one folder may know another.</summary>
    public static bool MayKnow(string package, string folder, string other)
    {
        string[] order = Of(package);
        return Array.IndexOf(order, other) is >= 0 and int place && place < Array.IndexOf(order, folder);
    }
}
