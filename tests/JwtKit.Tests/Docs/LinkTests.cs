using System.Text.RegularExpressions;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>
/// Each link on each page of the repository leads to a file and a heading in it, or to a standard. The pages of the packages link to nothing but themselves: they are
/// shown where nothing else of the repository is, so they name other pages by their path.
/// </summary>
[TestFixture]
internal sealed partial class LinkTests
{
    [Test]
    public void Each_link_leads_somewhere() => Assert.That(
        from name in MarkdownPage.Names
        from link in MarkdownPage.Read(name).Links
        let fault = link.Fault()
        where fault is not null
        select $"{link} {fault}",
        Is.Empty);

    [Test]
    public void Each_path_that_is_named_is_there() => Assert.That(
        from name in MarkdownPage.Names
        from code in MarkdownPage.Read(name).Code
        where RepositoryPath().IsMatch(code) && !Path.Exists(RepositoryFolder.PathOf(code))
        select $"{name}: {code}",
        Is.Empty);

    [Test]
    public void Reads_the_pages() => Assert.That(MarkdownPage.Names, Is.SupersetOf(
        new[] { "README.md", "src/JwtKit/README.md", "src/JwtKit/docs/errors.md", "tests/JwtKit.Cli.Tests/Cases/README.md", "tests/JwtKit.Tests/Envelopes/Streaming/Vectors/README.md" }));

    [Test]
    public void Finds_the_links_of_the_first_page() => Assert.That(
        MarkdownPage.Read("README.md").Links.Select(static link => link.Target), Does.Contain("src/JwtKit/docs/errors.md"));

    [TestCase("see [this](a.md) and\n[`that`\ntoo](b.md#c \"title\")", new[] { "a.md", "b.md#c" })]
    [TestCase("![picture](p.png), [![badge](b.png)](c.md)", new[] { "p.png", "b.png", "c.md" })]
    [TestCase("[one][two]\n\n[two]: three.md", new[] { "three.md", "[two]" })]
    [TestCase("<a href=\"a.html\">a</a> <img src='p.png'>", new[] { "a.html", "p.png" })]
    [TestCase("look at https://example.com/a. Or <http://example.org>", new[] { "https://example.com/a", "http://example.org" })]
    [TestCase("`[a](b.md)` and `` `https://example.com` ``", new string[0])]
    [TestCase("```csharp\n// [a](b.md)\n```\n\n~~~\nhttps://example.com\n~~~\n<!-- a.cs#b, [a](b.md) -->", new string[0])]
    public void Finds_links(string text, string[] targets) =>
        Assert.That(MarkdownPage.Of(text).Links.Select(static link => link.Target), Is.EquivalentTo(targets));

    [TestCase("# JwtKit", "jwtkit")]
    [TestCase("## What it refuses, and why", "what-it-refuses-and-why")]
    [TestCase("### `Jwt.Sign` & [others](a.md) ###", "jwtsign--others")]
    [TestCase("## snake_case-Straße 2^32", "snake_case-straße-232")]
    [TestCase("## Keys\n\n## Keys", "keys-1")]
    public void Names_headings_as_GitHub_does(string text, string anchor) => Assert.That(MarkdownPage.Of(text).Anchors, Does.Contain(anchor));

    [TestCase("```sh\n# not a heading\n```")]
    [TestCase("#not-a-heading")]
    public void Takes_nothing_else_for_a_heading(string text) => Assert.That(MarkdownPage.Of(text).Anchors, Is.Empty);

    [TestCase("README.md", "src/JwtKit/docs/errors.md#tokens")]
    [TestCase("src/JwtKit/docs/errors.md", "../../../README.md")]
    [TestCase("src/JwtKit/docs/errors.md", "#jwk-sets")]
    [TestCase("src/JwtKit/docs/errors.md", "https://www.rfc-editor.org/rfc/rfc7519")]
    [TestCase("README.md", "samples")]
    [TestCase("src/JwtKit/README.md", "#keys")]
    public void Accepts(string page, string target) => Assert.That(new PageLink(page, target).Fault(), Is.Null);

    [TestCase("README.md", "src/JwtKit/docs/nothing.md")]
    [TestCase("README.md", "src/JwtKit/docs/errors.md#nothing")]
    [TestCase("README.md", "#nothing")]
    [TestCase("README.md", "LICENSE#MIT")]
    [TestCase("README.md", "../elsewhere")]
    [TestCase("README.md", "/LICENSE")]
    [TestCase("README.md", "https://example.com")]
    [TestCase("README.md", "https://www.rfc-editor.org/rfc/rfc7519/../../elsewhere")]
    [TestCase("README.md", "//example.com/LICENSE")]
    [TestCase("README.md", "mailto:someone@example.com")]
    [TestCase("src/JwtKit/README.md", "docs/errors.md")]
    public void Refuses(string page, string target) => Assert.That(new PageLink(page, target).Fault(), Is.Not.Null);

    /// <summary>Names without spaces and gaps; commands and patterns are none.</summary>
    [GeneratedRegex("^(src|tests|samples|[.]ci|[.]github)/[A-Za-z0-9._/-]+$")]
    private static partial Regex RepositoryPath();
}
