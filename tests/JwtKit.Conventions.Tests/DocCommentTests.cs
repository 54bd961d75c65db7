using System.Reflection;
using System.Xml.Linq;
using NUnit.Framework;

namespace JwtKit.Conventions.Tests;

/// <summary>What the packages' documentation files say. That each public member has a comment is the compiler's to check.</summary>
[TestFixture]
internal sealed class DocCommentTests
{
    private static readonly string[] Texts = ["summary", "remarks", "returns", "value", "param", "typeparam", "exception", "para", "item", "c", "code", "term", "description", "example"];

    private static IEnumerable<string> Documented => Packages.Names;

    [TestCaseSource(nameof(Documented))]
    public void No_tag_is_empty(string package) => Assert.That(
        Members(package).SelectMany(static member => member.Descendants().Where(static tag => Texts.Contains(tag.Name.LocalName) && IsEmpty(tag)).Select(tag => $"{Name(member)}: {tag}")),
        Is.Empty);

    [TestCaseSource(nameof(Documented))]
    public void No_reference_leads_nowhere(string package) => Assert.That(
        Members(package).SelectMany(static member => member.Descendants().Attributes("cref").Where(static cref => cref.Value.StartsWith("!:", StringComparison.Ordinal)).Select(cref => $"{Name(member)}: {cref.Value}")),
        Is.Empty);

    [TestCaseSource(nameof(Documented))]
    public void Each_summary_ends_as_a_sentence(string package) => Assert.That(
        Members(package).Elements("summary").Where(static summary => summary.Value.Trim() is not [.., '.' or ':' or '?' or '!']).Select(static summary => Name(summary.Parent!)), Is.Empty);

    /// <summary>The compiler is content with any comment, be it on an exception alone. One that is taken over has nothing to say of its own.</summary>
    [TestCaseSource(nameof(Documented))]
    public void Each_public_member_has_a_summary_or_takes_one_over(string package)
    {
        HashSet<string> open = [.. Packages.Assembly(package).GetExportedTypes().SelectMany(PublicNames)];

        Assert.That(
            Members(package).Where(member => open.Contains(Name(member)[2..].Split('(')[0]) && member.Element("summary") is null && member.Element("inheritdoc") is null).Select(Name), Is.Empty);
    }

    [TestCaseSource(nameof(Documented))]
    public void Each_exception_is_one_that_is_thrown(string package) => Assert.That(
        Members(package).Descendants("exception").Where(static tag => !((string?)tag.Attribute("cref") ?? "").EndsWith("Exception", StringComparison.Ordinal)).Select(static tag => tag.ToString()), Is.Empty);

    [Test]
    public void There_is_much_to_read() => Assert.That(Packages.Names.Select(static package => (package, Members(package).Count() > 20)), Is.All.Matches<(string, bool)>(static read => read.Item2));

    private static IEnumerable<string> PublicNames(Type type) => type.GetMembers()
        .Where(member => member.DeclaringType == type)
        .Select(member => type.FullName + "." + member.Name.Replace('.', '#'))
        .Prepend(type.FullName!);

    private static bool IsEmpty(XElement tag) => string.IsNullOrWhiteSpace(tag.Value) && !tag.Elements().Any();

    private static string Name(XElement member) => (string)member.Attribute("name")!;

    private static IEnumerable<XElement> Members(string package)
    {
        Assembly assembly = Packages.Assembly(package);
        return XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Root!.Element("members")!.Elements("member");
    }
}
