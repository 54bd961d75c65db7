using System.Xml.Linq;
using JwtKit.Tests;
using NUnit.Framework;

namespace JwtKit.Packages.Tests;

/// <summary><c>dotnet pack</c> at the root makes the packages of src and no other.</summary>
[TestFixture]
internal sealed class PackableTests
{
    [TestCase("src", "true")]
    [TestCase("samples", "false")]
    [TestCase("tests", "false")]
    public void The_folder_decides_what_is_packed(string folder, string packable) =>
        Assert.That(Settings($"{folder}/Directory.Build.props"), Is.EqualTo(new[] { packable }));

    [Test]
    public void No_project_decides_otherwise()
    {
        string[] projects = [.. new[] { "src", "samples", "tests" }.SelectMany(static folder => RepositoryFolder.Below(folder, "*.csproj"))];

        Assert.That((projects.Length > 5, projects.Where(static project => Settings(project).Length > 0)), Is.EqualTo((true, Array.Empty<string>())));
    }

    private static string[] Settings(string file) => [.. XDocument.Load(RepositoryFolder.PathOf(file)).Descendants("IsPackable").Select(static setting => setting.Value)];
}
