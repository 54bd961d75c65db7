using System.Buffers.Binary;
using System.Xml.Linq;
using JwtKit.Tests;
using NUnit.Framework;

namespace JwtKit.Packages.Tests;

/// <summary>What is in the packages, and what they say of themselves.</summary>
[TestFixture]
internal sealed class ContentTests
{
    private static IEnumerable<ExpectedPackage> All => ExpectedPackage.All;

    private static IEnumerable<ExpectedPackage> Libraries => ExpectedPackage.Libraries;

    private static IEnumerable<ExpectedPackage> WithSymbols => All.Where(static package => package.Symbols.Length > 0);

    [Test]
    public async Task There_are_these_packages_and_no_other()
    {
        IEnumerable<string> expected = All.Select(static package => $"{package.Name}.{PackedPackages.Version}.nupkg")
            .Concat(WithSymbols.Select(static package => $"{package.Name}.{PackedPackages.Version}.snupkg"));

        Assert.That(Directory.EnumerateFileSystemEntries(await PackedPackages.GetAsync()).Select(Path.GetFileName), Is.EquivalentTo(expected));
    }

    [TestCaseSource(nameof(All))]
    public async Task Has_these_files_and_no_other(ExpectedPackage expected) => Assert.That(
        (await PackedPackages.OpenAsync(expected.Name)).Files.Keys, Is.EquivalentTo([$"{expected.Name}.nuspec", "README.md", "icon.png", .. expected.Files]));

    [TestCaseSource(nameof(WithSymbols))]
    public async Task Has_these_symbols_and_no_other(ExpectedPackage expected) => Assert.That(
        (await PackedPackages.OpenAsync(expected.Name, "snupkg")).Files.Keys, Is.EquivalentTo([$"{expected.Name}.nuspec", .. expected.Symbols]));

    [TestCaseSource(nameof(All))]
    public async Task Depends_on_these_and_no_other(ExpectedPackage expected) =>
        Assert.That((await PackedPackages.OpenAsync(expected.Name)).Dependencies, Is.EquivalentTo(expected.Dependencies));

    [TestCaseSource(nameof(All))]
    public async Task Says_what_it_is(ExpectedPackage expected)
    {
        PackageFile package = await PackedPackages.OpenAsync(expected.Name);

        Assert.That(
            (package["id"], package["version"], package["authors"], package["license"], (string?)package.Element("license")?.Attribute("type"), package["icon"], package["readme"]),
            Is.EqualTo((expected.Name, PackedPackages.Version, "JwtKit contributors", "MIT", "expression", "icon.png", "README.md")));
    }

    [TestCaseSource(nameof(All))]
    public async Task Can_be_found(ExpectedPackage expected)
    {
        PackageFile package = await PackedPackages.OpenAsync(expected.Name);

        Assert.That((package["description"], package["tags"]?.Split(' ')), Is.EqualTo((Property(expected, "Description"), Property(expected, "PackageTags").Split(';'))));
    }

    [TestCaseSource(nameof(All))]
    public async Task Says_what_is_new_in_this_version(ExpectedPackage expected)
    {
        string[] lines = await File.ReadAllLinesAsync(RepositoryFolder.PathOf("src/JwtKit/docs/CHANGELOG.md"));
        IEnumerable<string> section = lines
            .SkipWhile(static line => !line.StartsWith($"## {PackedPackages.Version} ", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal));

        Assert.That((await PackedPackages.OpenAsync(expected.Name))["releaseNotes"]?.ReplaceLineEndings("\n"), Is.Not.Empty.And.EqualTo(string.Join('\n', section).Trim()));
    }

    [TestCaseSource(nameof(All))]
    public async Task Names_the_repository_and_the_commit(ExpectedPackage expected)
    {
        XElement? repository = (await PackedPackages.OpenAsync(expected.Name)).Element("repository");

        Assert.That(
            ((string?)repository?.Attribute("type"), (string?)repository?.Attribute("url"), (string?)repository?.Attribute("commit")),
            Is.EqualTo(("git", SourceCopy.Remote + ".git", SourceCopy.Commit)));
    }

    [TestCaseSource(nameof(All))]
    public async Task Has_its_own_README(ExpectedPackage expected) => Assert.That(
        (await PackedPackages.OpenAsync(expected.Name)).Files["README.md"], Is.EqualTo(File.ReadAllBytes(RepositoryFolder.PathOf($"src/{expected.Readme}/README.md"))));

    [TestCaseSource(nameof(All))]
    public async Task Has_an_icon_of_128_by_128(ExpectedPackage expected)
    {
        // A PNG begins with 8 bytes of its own and the length and name of its header, which begins with width and height.
        byte[] icon = (await PackedPackages.OpenAsync(expected.Name)).Files["icon.png"];

        Assert.That((BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))), Is.EqualTo((128, 128)));
    }

    [TestCaseSource(nameof(Libraries))]
    public async Task Explains_its_types(ExpectedPackage expected)
    {
        using MemoryStream comments = new((await PackedPackages.OpenAsync(expected.Name)).Files[$"lib/net10.0/{expected.Name}.xml"]);

        Assert.That(XDocument.Load(comments).Descendants("member").Attributes("name").Select(static name => name.Value), Has.Some.StartsWith("T:"));
    }

    private static string Property(ExpectedPackage expected, string name) =>
        XDocument.Load(RepositoryFolder.PathOf($"src/{expected.Readme}/{expected.Readme}.csproj")).Descendants(name).Single().Value;
}
