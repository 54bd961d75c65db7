using System.Diagnostics;
using System.Xml.Linq;
using JwtKit.Cli.Tests;

namespace JwtKit.Packages.Tests;

/// <summary>An empty folder outside the repository, in which packages come from the folder of packages too.</summary>
internal sealed class NewFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public NewFolder(string packages)
    {
        XElement sources = new("packageSources", new XElement("add", new XAttribute("key", "packed"), new XAttribute("value", packages)));
        new XDocument(new XElement("configuration", sources)).Save(PathOf("nuget.config"));
    }

    public string PathOf(string name) => folder.File(name);

    public Task<ToolResult> DotnetAsync(params string[] arguments) => Dotnet.RunAsync(folder.Path, arguments, Environment);

    public Process Start(params string[] arguments) => Dotnet.Start(folder.Path, arguments, Environment);

    public void Dispose() => folder.Dispose();

    private static (string Name, string Value)[] Environment => [("NUGET_PACKAGES", PackedPackages.Cache)];
}
