using JwtKit.Tests;
using NUnit.Framework;

namespace JwtKit.Conventions.Tests;

/// <summary>The folders of each package depend one way: in the compiled form, and in the names that stand in the source.</summary>
[TestFixture]
internal sealed class LayerTests
{
    private static IEnumerable<string> Ordered => Layers.Ordered;

    private static IEnumerable<TestCaseData> OrderedFolders => Layers.Ordered.SelectMany(static package => Layers.Of(package).Select(folder => new TestCaseData(package, folder)));

    [Test]
    public void Every_package_has_an_order() => Assert.That(Layers.Ordered, Is.EquivalentTo(Packages.Names));

    [TestCaseSource(nameof(Ordered))]
    public void Every_folder_has_its_place_in_the_order(string package) => Assert.That(SourceTypes.Of(package).Folders, Is.EquivalentTo(Layers.Of(package)));

    [TestCaseSource(nameof(OrderedFolders))]
    public void A_folder_names_only_those_before_it(string package, string folder) => Assert.That(
        SourceTypes.Of(package).Arrows
            .Where(arrow => arrow.Folder == folder)
            .Select(arrow => (arrow.File, arrow.Known, Other: SourceTypes.Of(package).FolderOfType(arrow.Known)!))
            .Where(arrow => arrow.Other != folder && !Layers.MayKnow(package, folder, arrow.Other))
            .Select(static arrow => $"{arrow.File} names {arrow.Known} of {arrow.Other}"),
        Is.Empty);

    [TestCaseSource(nameof(OrderedFolders))]
    public void A_folder_is_compiled_against_those_before_it(string package, string folder)
    {
        SourceTypes source = SourceTypes.Of(package);
        IEnumerable<string> wrong =
            from type in Packages.Assembly(package).GetTypes()
            where FolderOf(type) == folder
            from known in TypeReferences.Of(type)
            where known.Assembly == type.Assembly
            let other = FolderOf(known)
            where other is not null && other != folder && !Layers.MayKnow(package, folder, other)
            select $"{type.Name} knows {known.Name} of {other}";

        Assert.That(wrong.Distinct(), Is.Empty);

        string? FolderOf(Type type) => source.FolderOfType(Outermost(type).Name);
    }

    /// <summary>Whatever the order says: two folders never need each other, be it through others.</summary>
    [TestCaseSource(nameof(Ordered))]
    public void No_folders_form_a_circle(string package)
    {
        SourceTypes source = SourceTypes.Of(package);
        ILookup<string, string> known = source.Arrows
            .Select(arrow => (arrow.Folder, Other: source.FolderOfType(arrow.Known)!))
            .Where(static arrow => arrow.Folder != arrow.Other)
            .Distinct()
            .ToLookup(static arrow => arrow.Folder, static arrow => arrow.Other);
        HashSet<string> done = [];
        while (source.Folders.FirstOrDefault(folder => !done.Contains(folder) && known[folder].All(done.Contains)) is { } next)
        {
            done.Add(next);
        }

        Assert.That(source.Folders.Except(done), Is.Empty);
    }

    /// <summary>Signing is not built on encryption, nor the reverse, whatever the order says.</summary>
    [TestCase("Signing", "Encryption")]
    [TestCase("Encryption", "Signing")]
    public void Signing_and_encryption_do_not_know_each_other(string folder, string other) => Assert.That(
        SourceTypes.Of(Packages.Core).Arrows.Where(arrow => arrow.Folder == folder && SourceTypes.Of(Packages.Core).FolderOfType(arrow.Known) == other), Is.Empty);

    /// <summary>A name that the compiler could not bind would be an arrow that nobody sees.</summary>
    [TestCaseSource(nameof(Ordered))]
    public void Every_name_in_the_source_is_understood(string package) => Assert.That(SourceTypes.Of(package).Errors, Is.Empty);

    [TestCaseSource(nameof(Ordered))]
    public void Every_type_that_someone_wrote_has_its_file(string package) => Assert.That(
        Packages.Assembly(package).GetTypes()
            .Where(type => !type.IsNested && !Packages.IsGenerated(type) && !Packages.IsOfAGenerator(type) && SourceTypes.Of(package).FolderOfType(type.Name) is null)
            .Select(static type => type.FullName),
        Is.Empty);

    [Test]
    public void The_source_shows_constants_and_enumerations_and_nameof() => Assert.That(
        SourceTypes.Of(Packages.Core).Arrows.Select(static arrow => (arrow.File, arrow.Known)),
        Is.SupersetOf(new[] { ("EnvelopeKeys", "KeyTries"), ("ReplayCheck", "ReplayOutcome"), ("JwksResolver", "JwksResolverOptions") }));

    [Test]
    public void The_compiled_form_shows_what_stands_in_method_bodies() => Assert.That(
        TypeReferences.Of(typeof(Jwt)).Select(static type => type.Name), Is.SupersetOf(new[] { "PayloadWriter", "TokenScratch", "JweWriter" }));

    private static Type Outermost(Type type) => type.DeclaringType is { } declaring ? Outermost(declaring) : type;
}
