using System.Text;
using NUnit.Framework;

namespace JwtKit.Conventions.Tests;

/// <summary>CONTRIBUTING.md prints the order of the folders from the one place that has it.</summary>
[TestFixture]
internal sealed class ContributingTests
{
    private const string Begin = "<!-- layers: written by ContributingTests -->\n";
    private const string End = "<!-- end of layers -->\n";
    private const string Command = "JWTKIT_WRITE_DOCS=1 dotnet test tests/JwtKit.Conventions.Tests --filter FullyQualifiedName~ContributingTests";

    [Test]
    public void Prints_the_folders_in_their_order()
    {
        string file = Packages.PathOf(".github", "CONTRIBUTING.md");
        string[] parts = File.ReadAllText(file).Split([Begin, End], StringSplitOptions.None);
        if (Environment.GetEnvironmentVariable("JWTKIT_WRITE_DOCS") == "1")
        {
            parts[1] = Table();
            File.WriteAllText(file, string.Concat(parts[0], Begin, parts[1], End, parts[2]));
        }

        Assert.That(parts, Has.Length.EqualTo(3));
        Assert.That(parts[1], Is.EqualTo(Table()), "CONTRIBUTING.md prints another order of folders. Write it: " + Command);
    }

    private static string Table()
    {
        StringBuilder table = new("\n| package | folders, each knows only those before it |\n|---|---|\n");
        foreach (string package in Layers.Ordered)
        {
            IEnumerable<string> folders = Layers.Of(package).Select(static folder => folder == Layers.Root ? "files in no folder" : $"`{folder}`");
            table.Append("| `").Append(package).Append("` | ").AppendJoin(", ", folders).Append(" |\n");
        }

        return table.Append('\n').ToString();
    }
}
