namespace JwtKit.Tests;

/// <summary>What stands between <c>#region name</c> and <c>#endregion</c> in a C# file, without the indentation all of it has.</summary>
/// <remarks>A name that stands there several times is one region in several parts. Marks inside a region are no part of it.</remarks>
internal static class CodeRegions
{
    private const string Begin = "#region ";
    private const string End = "#endregion";

    /// <summary>The regions of a file by name, lines ended by LF.</summary>
    public static IReadOnlyDictionary<string, string> In(string file)
    {
        List<(string Name, List<string> Lines)> parts = [];
        Stack<(string Name, List<string> Lines)> open = new();
        foreach (string line in RepositoryFolder.ReadLines(file))
        {
            string mark = line.Trim();
            if (mark.StartsWith(Begin, StringComparison.Ordinal))
            {
                open.Push((mark[Begin.Length..], []));
                parts.Add(open.Peek());
            }
            else if (mark == End)
            {
                open.Pop();
            }
            else
            {
                foreach ((_, List<string> lines) in open)
                {
                    lines.Add(line);
                }
            }
        }

        return parts.GroupBy(static part => part.Name, static part => Text(part.Lines), StringComparer.Ordinal)
            .ToDictionary(static part => part.Key, static part => string.Join('\n', part).Trim('\n'), StringComparer.Ordinal);
    }

    private static string Text(List<string> lines)
    {
        int indentation = lines.Where(static line => line.Length > 0).Select(static line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indentation..]));
    }
}
