using System.Text.RegularExpressions;

namespace JwtKit.Tests;

/// <summary>The table of src/JwtKit/docs/security-checklist.md, and the tests there are.</summary>
internal static partial class SecurityChecklist
{
    private const string Page = "src/JwtKit/docs/security-checklist.md";

    /// <summary>The source files of all test projects by the name of their class.</summary>
    private static readonly Dictionary<string, string[]> Sources = RepositoryFolder.Below("tests", "*.cs")
        .GroupBy(static name => Path.GetFileNameWithoutExtension(name), StringComparer.Ordinal)
        .ToDictionary(static files => files.Key, static files => files.Select(static name => File.ReadAllText(RepositoryFolder.PathOf(name))).ToArray(), StringComparer.Ordinal);

    /// <summary>The rows, without the two that make it a table.</summary>
    public static IEnumerable<(string Number, string[] Cells, string[] Tests)> Rows() => RepositoryFolder.ReadLines(Page)
        .Where(static line => line.StartsWith("| A", StringComparison.Ordinal))
        .Select(static line => line.Trim('|', ' ').Split(" | "))
        .Select(static cells => (cells[0], cells, Quoted().Matches(cells[^1]).Select(static match => match.Groups[1].Value).ToArray()));

    /// <summary>Whether a fixture of this name, or a test of it, is in a file of that name and will be run.</summary>
    public static bool IsTest(string name)
    {
        string[] parts = name.Split('.');
        return Sources.TryGetValue(parts[0], out string[]? texts) && texts.Any(text => Regex.IsMatch(text, $@"\bclass {Regex.Escape(parts[0])}\b") && (parts.Length == 1
            ? AnyTest().IsMatch(text)
            : Tests(text).Contains(parts[1])));
    }

    /// <summary>The methods of a file behind an attribute that makes them tests.</summary>
    private static HashSet<string> Tests(string text)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        bool isTest = false;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            isTest |= Attribute().IsMatch(line);
            if (Method().Match(line) is { Success: true } method)
            {
                if (isTest)
                {
                    names.Add(method.Groups[1].Value);
                }

                isTest = false;
            }
        }

        return names;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^ +\[(?:Test|TestCase|TestCaseSource)\b", RegexOptions.Multiline)]
    private static partial Regex AnyTest();

    [GeneratedRegex(@"^ +\[(?:Test|TestCase|TestCaseSource)\b")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^    (?:public|private|protected|internal) [^=(]*?\b(\w+)\(")]
    private static partial Regex Method();
}
