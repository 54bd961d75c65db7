using System.Xml.Linq;
using JwtKit.Tests;

namespace JwtKit.Packages.Tests;

/// <summary>The version that all packages of one commit have.</summary>
internal static class RepositoryVersion
{
    public static string Read() => XDocument.Load(RepositoryFolder.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;
}
