using NUnit.Framework;

namespace JwtKit.Conventions.Tests;

/// <summary>Packages depend one way, and the core on nothing but .NET.</summary>
[TestFixture]
internal sealed class PackageLayerTests
{
    [TestCase(Packages.Core, ExpectedResult = "")]
    [TestCase(Packages.DependencyInjection, ExpectedResult = "JwtKit")]
    [TestCase(Packages.MutualTls, ExpectedResult = "JwtKit JwtKit.Extensions.DependencyInjection")]
    [TestCase(Packages.AspNetCore, ExpectedResult = "JwtKit JwtKit.Extensions.DependencyInjection JwtKit.MutualTls")]
    [TestCase(Packages.PostgreSql, ExpectedResult = "JwtKit JwtKit.Extensions.DependencyInjection")]
    [TestCase(Packages.CommandLine, ExpectedResult = "JwtKit")]
    public string Knows_of_the_others_only(string package) =>
        string.Join(' ', References(package).Where(static name => name.StartsWith("JwtKit", StringComparison.Ordinal)));

    [TestCase(Packages.Core, ExpectedResult = "")]
    [TestCase(Packages.DependencyInjection, ExpectedResult = "Microsoft")]
    [TestCase(Packages.MutualTls, ExpectedResult = "Microsoft")]
    [TestCase(Packages.AspNetCore, ExpectedResult = "Microsoft System.Threading.RateLimiting")]
    [TestCase(Packages.PostgreSql, ExpectedResult = "Microsoft Npgsql")]
    [TestCase(Packages.CommandLine, ExpectedResult = "Spectre System.CommandLine")]
    public string Knows_of_other_packages_only(string package) => string.Join(' ', References(package)
        .Where(static name => !name.StartsWith("JwtKit", StringComparison.Ordinal) && !IsOfDotNet(name))
        .Select(static name => name.StartsWith("System", StringComparison.Ordinal) ? name : name.Split('.')[0])
        .Distinct());

    private static IEnumerable<string> References(string package) =>
        Packages.Assembly(package).GetReferencedAssemblies().Select(static name => name.Name!).Order(StringComparer.Ordinal);

    private static bool IsOfDotNet(string name) => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
