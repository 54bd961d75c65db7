using System.Runtime.InteropServices;

namespace JwtKit.Packages.Tests;

/// <summary>What a package has to be.</summary>
/// <param name="Name">Its identity.</param>
/// <param name="Readme">The folder its README is in.</param>
/// <param name="Files">All files beside nuspec, README and icon.</param>
/// <param name="Dependencies">Identity and lowest version: to raise one is a decision, since it raises it for all users.</param>
internal sealed record ExpectedPackage(string Name, string Readme, string[] Files, string[] Dependencies)
{
    private const string Extensions = "Microsoft.Extensions";

    /// <summary>The system that packs. An SDK that a distribution has built names that distribution; what it packs is for every Linux.</summary>
    private static string System { get; } = RuntimeInformation.RuntimeIdentifier is var name && name.Split('-')[0] is "linux" or "win" or "osx"
        ? name
        : $"linux-{name[(name.LastIndexOf('-') + 1)..]}";

    /// <summary>The packages to reference.</summary>
    public static IEnumerable<ExpectedPackage> Libraries =>
    [
        Library("JwtKit", [], []),
        Library("JwtKit.Extensions.DependencyInjection", [],
        [
            Own("JwtKit"), $"{Extensions}.Diagnostics.HealthChecks 10.0.14", $"{Extensions}.Hosting.Abstractions 10.0.14", $"{Extensions}.Http 10.0.14",
            $"{Extensions}.Logging 10.0.14", $"{Extensions}.Options.ConfigurationExtensions 10.0.14",
        ]),
        Library("JwtKit.MutualTls", [], [Own("JwtKit.Extensions.DependencyInjection")]),
        Library("JwtKit.AspNetCore", [], [Own("JwtKit.Extensions.DependencyInjection"), Own("JwtKit.MutualTls")]),
        Library("JwtKit.PostgreSql", ["sql/jwtkit_replay.sql"],
        [
            Own("JwtKit.Extensions.DependencyInjection"), $"{Extensions}.DependencyInjection.Abstractions 10.0.14", $"{Extensions}.Logging.Abstractions 10.0.14", "Npgsql 10.0.0",
        ]),
    ];

    /// <summary>The tool: a package that names the others, one for this system, one for every other.</summary>
    public static IEnumerable<ExpectedPackage> Tools =>
    [
        new("JwtKit.Cli", "JwtKit.Cli", ["tools/any/any/DotnetToolSettings.xml"], []),
        new("JwtKit.Cli.any", "JwtKit.Cli", ToolFiles("any", []), []),
        new($"JwtKit.Cli.{System}", "JwtKit.Cli", ToolFiles(System, [OperatingSystem.IsWindows() ? "JwtKit.Cli.exe" : "JwtKit.Cli"]), []),
    ];

    public static IEnumerable<ExpectedPackage> All => Libraries.Concat(Tools);

    /// <summary>The files of the package of symbols; none where there is no such package.</summary>
    public string[] Symbols => Name switch
    {
        "JwtKit.Cli" => [],
        _ when Name.StartsWith("JwtKit.Cli.", StringComparison.Ordinal) => [.. Files.Where(static file => file.EndsWith(".pdb", StringComparison.Ordinal))],
        _ => [$"lib/net10.0/{Name}.pdb"],
    };

    public override string ToString() => Name;

    private static ExpectedPackage Library(string name, string[] others, string[] dependencies) =>
        new(name, name, [$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml", .. others], dependencies);

    /// <summary>The very version: these packages share internals.</summary>
    private static string Own(string name) => $"{name} [{PackedPackages.Version}]";

    private static string[] ToolFiles(string system, string[] program) =>
    [
        .. new[]
        {
            "DotnetToolSettings.xml", "JwtKit.Cli.deps.json", "JwtKit.Cli.dll", "JwtKit.Cli.pdb", "JwtKit.Cli.runtimeconfig.json", "JwtKit.dll", "JwtKit.pdb", "Spectre.Console.dll",
            "System.CommandLine.dll",
        }.Concat(program).Select(file => $"tools/net10.0/{system}/{file}"),
    ];
}
