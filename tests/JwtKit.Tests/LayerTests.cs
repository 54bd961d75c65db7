using System.Reflection;
using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The folders of the core depend one way. What a type refers to is read from its compiled form, its folder from its source file.</summary>
[TestFixture]
internal sealed class LayerTests
{
    /// <summary>Each folder with those it may know, beside itself.</summary>
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Shared"] = [],
        ["Encoding"] = ["Shared"],
        ["Keys"] = ["Shared", "Encoding"],
        ["Signing"] = ["Shared", "Encoding", "Keys"],
        ["Encryption"] = ["Shared", "Encoding", "Keys"],
        ["Envelopes"] = ["Shared", "Encoding", "Keys", "Encryption"],
        ["Tokens"] = ["Shared", "Encoding", "Keys", "Signing", "Encryption", "Envelopes"],
        ["Validation"] = ["Shared", "Encoding", "Keys", "Signing", "Encryption", "Envelopes", "Tokens"],
        ["Platforms"] = ["Shared", "Encoding", "Keys", "Signing", "Encryption", "Envelopes", "Tokens", "Validation"],
    };

    private static readonly Dictionary<string, string> FolderOf = SourceFiles()
        .Where(static parts => MayKnow.ContainsKey(parts[0]))
        .ToDictionary(static parts => Path.GetFileNameWithoutExtension(parts[^1]), static parts => parts[0], StringComparer.Ordinal);

    private static IEnumerable<Type> Types => typeof(Jwt).Assembly.GetTypes().Where(static type => Folder(type) is not null);

    [Test]
    public void Every_type_of_the_core_has_a_file_of_its_name()
    {
        IEnumerable<string> strays = typeof(Jwt).Assembly.GetTypes()
            .Where(static type => type.Namespace == nameof(JwtKit) && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && Folder(type) is null)
            .Select(static type => type.Name);

        Assert.That(strays, Is.Empty);
    }

    /// <summary>Folders are not namespaces.</summary>
    [Test]
    [Category("Heavy")]
    public void Every_type_of_the_core_is_in_its_one_namespace() => Assert.That(
        typeof(Jwt).Assembly.GetTypes().Where(static type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && Outermost(type).Namespace != nameof(JwtKit) && !Outermost(type).Name.Contains('<', StringComparison.Ordinal)),
        Is.Empty);

    [Test]
    public void Every_folder_has_its_place_in_the_order() => Assert.That(
        SourceFiles()
            .Select(static parts => parts[0])
            .Where(static folder => folder is not ("obj" or "bin") && !folder.EndsWith(".cs", StringComparison.Ordinal))
            .Distinct(),
        Is.EquivalentTo(MayKnow.Keys));

    /// <summary>One is not built on the other, in either direction, whatever the table says.</summary>
    [TestCase("Signing", "Encryption")]
    [TestCase("Encryption", "Signing")]
    public void Signing_and_encryption_do_not_know_each_other(string folder, string other) => Assert.That(
        Types.Where(type => Folder(type) == folder).SelectMany(type => TypeReferences.Of(type).Where(known => Folder(known) == other)), Is.Empty);

    [Test]
    public void Folders_depend_one_way([Values("Shared", "Encoding", "Keys", "Signing", "Encryption", "Envelopes", "Tokens", "Validation", "Platforms")] string folder)
    {
        IEnumerable<string> wrong =
            from type in Types
            where Folder(type) == folder
            from known in TypeReferences.Of(type)
            let other = Folder(known)
            where other is not null && other != folder && !MayKnow[folder].Contains(other)
            select $"{type.Name} knows {known.Name} of {other}";

        Assert.That(wrong.Distinct(), Is.Empty);
    }

    [Test]
    public void The_reader_of_references_sees_into_method_bodies() => Assert.That(
        TypeReferences.Of(typeof(Jwt)), Does.Contain(typeof(PayloadWriter)).And.Contain(typeof(TokenScratch)).And.Contain(typeof(JweWriter)));

    private static string? Folder(Type type)
    {
        Type outermost = Outermost(type);
        return outermost.Assembly == typeof(Jwt).Assembly ? FolderOf.GetValueOrDefault(outermost.Name.Split('`')[0]) : null;
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } declaring ? Outermost(declaring) : type;

    /// <summary>The files of the core, by their paths. Those that other packages compile too are in a folder beside it.</summary>
    private static IEnumerable<string[]> SourceFiles() => FilesOf(SourceFolder(), SourceFolder())
        .Concat(FilesOf(Path.Combine(SourceFolder(), "..", "Shared"), Path.Combine(SourceFolder(), "..")));

    private static IEnumerable<string[]> FilesOf(string folder, string root) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar));

    private static string SourceFolder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "src", "JwtKit"));
}
