using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The code on the pages is taken from files that are compiled: the samples, and the files beside this one and its like.</summary>
[TestFixture]
internal sealed class ShownCodeTests
{
    private const string Command = "JWTKIT_WRITE_DOCS=1 dotnet test tests/JwtKit.Tests --filter FullyQualifiedName~ShownCodeTests";

    private static readonly string[] Pages =
    [
        "README.md",
        .. RepositoryFolder.Below("src", "README.md"),
        .. RepositoryFolder.Below("src", "*.md").Where(static name => name.Contains("/docs/", StringComparison.Ordinal)),
        .. RepositoryFolder.Below("samples", "README.md"),
    ];

    private static readonly string[] Sources =
    [
        .. RepositoryFolder.Below("samples", "*.cs"),
        .. RepositoryFolder.Below("tests", "*.cs").Where(static name => name.Contains("/Docs/", StringComparison.Ordinal)),
    ];

    private static IEnumerable<CodeBlock> Blocks => Pages.SelectMany(CodeBlock.In);

    [OneTimeSetUp]
    public void WriteWhereAsked()
    {
        if (Environment.GetEnvironmentVariable("JWTKIT_WRITE_DOCS") == "1")
        {
            foreach (string page in Pages)
            {
                Write(page);
            }
        }
    }

    [Test]
    public void Each_block_names_the_region_it_is_taken_from() => Assert.That(
        Blocks.Where(static block => Expected(block) is null).Select(static block => $"{block}: {block.Source ?? "nothing"}"), Is.Empty,
        "Above a block of code stands <!-- file#region -->, with the name of a file in samples/ or tests/*/Docs/ and of a #region in it.");

    [Test]
    public void Each_block_is_the_region_it_names() => Assert.That(
        Blocks.Where(static block => Expected(block) is { } expected && expected != block.Text).Select(static block => $"{block}: {block.Source}"), Is.Empty,
        "The pages are stale. To write them anew: " + Command);

    [Test]
    public void Each_region_is_shown() => Assert.That(
        Sources.SelectMany(static file => CodeRegions.In(file).Keys.Select(name => $"{file}#{name}")).Except(Blocks.Select(static block => block.Source)), Is.Empty);

    [Test]
    public void Reads_every_page_and_every_block() => Assert.That((Pages.Length, Blocks.Count()), Is.EqualTo((15, 56)));

    [Test]
    public void The_host_has_the_configuration_that_is_shown_with_it()
    {
        string shown = WithoutSpaces(File.ReadAllText(RepositoryFolder.PathOf("README.md")).Split("```json")[1].Split("```")[0]);

        Assert.That(WithoutSpaces(File.ReadAllText(RepositoryFolder.PathOf("samples/token-host.cs"))), Does.Contain(shown));
    }

    private static string? Expected(CodeBlock block) =>
        block.Source?.Split('#') is [string file, string region] && Sources.Contains(file) ? CodeRegions.In(file).GetValueOrDefault(region) : null;

    private static string WithoutSpaces(string text) => string.Concat(text.Where(static character => !char.IsWhiteSpace(character)));

    /// <summary>Last block first, so that the lines of those before it stay where they are.</summary>
    private static void Write(string page)
    {
        List<string> lines = [.. RepositoryFolder.ReadLines(page)];
        foreach (CodeBlock block in CodeBlock.In(page).Reverse())
        {
            if (Expected(block) is { } expected && expected != block.Text)
            {
                lines.RemoveRange(block.FirstLine, block.EndLine - block.FirstLine);
                lines.InsertRange(block.FirstLine, expected.Split('\n'));
            }
        }

        File.WriteAllText(RepositoryFolder.PathOf(page), string.Join('\n', lines));
    }
}
