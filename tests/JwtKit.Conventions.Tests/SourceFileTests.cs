using NUnit.Framework;

namespace JwtKit.Conventions.Tests;

/// <summary>A mechanism is a file, with its private parts: they have no files of their own. A public type has one.</summary>
[TestFixture]
internal sealed class SourceFileTests
{
    private const int Tiny = 12;

    private static IEnumerable<string> All => Packages.Names;

    [TestCaseSource(nameof(All))]
    public void No_tiny_file_holds_what_one_other_file_needs(string package)
    {
        SourceTypes source = SourceTypes.Of(package);
        HashSet<string> open = [.. Packages.Assembly(package).GetExportedTypes().Select(static type => type.Name)];
        IEnumerable<string> parts =
            from file in SourceTypes.Files(package)
            where File.ReadLines(file).Count() < Tiny
            let name = Path.GetFileNameWithoutExtension(file)
            let held = source.TypesIn(file)
            where held.Count > 0 && !held.Any(open.Contains)
            let users = source.Arrows.Where(arrow => arrow.File != name && held.Contains(arrow.Known)).Select(static arrow => arrow.File).Distinct()
            where users.Count() == 1
            select $"{Path.GetRelativePath(Packages.PathOf(), file)} belongs to {users.Single()}";

        Assert.That(parts, Is.Empty);
    }

    [TestCaseSource(nameof(All))]
    public void A_public_type_shares_its_file_with_no_other(string package)
    {
        SourceTypes source = SourceTypes.Of(package);
        HashSet<string> open = [.. Packages.Assembly(package).GetExportedTypes().Select(static type => type.Name)];

        Assert.That(SourceTypes.Files(package).Where(file => source.TypesIn(file).Count(open.Contains) > 1).Select(static file => Path.GetRelativePath(Packages.PathOf(), file)), Is.Empty);
    }

    /// <summary>A name in a message, a stack trace or a search leads to one place. Internal and nested types count too.</summary>
    [Test]
    public void No_simple_name_is_there_twice() => Assert.That(
        Packages.Names
            .SelectMany(static package => Packages.Assembly(package).GetTypes())
            .Where(static type => !Packages.IsGenerated(type) && !Packages.IsOfAGenerator(type))
            .GroupBy(static type => type.Name, StringComparer.Ordinal)
            .Where(static named => named.Count() > 1)
            .Select(static named => string.Join(", ", named)),
        Is.Empty);
}
