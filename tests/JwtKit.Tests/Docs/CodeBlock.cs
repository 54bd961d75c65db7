using System.Text.RegularExpressions;

namespace JwtKit.Tests;

/// <summary>A fenced block of C# on a page.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="FirstLine">The index of its first line of code.</param>
/// <param name="EndLine">The index of the line that ends it.</param>
/// <param name="Text">The code, lines ended by LF.</param>
/// <param name="Source">The file and the region it is taken from, as the comment above it says; null where there is none.</param>
internal sealed partial record CodeBlock(string Page, int FirstLine, int EndLine, string Text, string? Source)
{
    /// <summary>The blocks of a page, first to last.</summary>
    public static IEnumerable<CodeBlock> In(string page)
    {
        string[] lines = RepositoryFolder.ReadLines(page);
        for (int line = 0; line < lines.Length; line++)
        {
            if (Fence().Match(lines[line]) is not { Success: true } fence)
            {
                continue;
            }

            int first = line + 1;
            line = Array.FindIndex(lines, first, text => text.Trim() == fence.Groups["mark"].Value);
            if (line < 0)
            {
                throw new InvalidDataException($"{page}:{first}: the block of code is not ended.");
            }

            if (fence.Groups["language"].Value.ToUpperInvariant() is "CSHARP" or "CS" or "C#")
            {
                Match source = Comment().Match(first < 2 ? "" : lines[first - 2]);
                yield return new(page, first, line, string.Join('\n', lines[first..line]), source.Success ? source.Groups["source"].Value : null);
            }
        }
    }

    public override string ToString() => $"{Page}:{FirstLine}";

    [GeneratedRegex("^ *(?<mark>`{3,}|~{3,}) *(?<language>[^ ]*)")]
    private static partial Regex Fence();

    [GeneratedRegex("^<!-- (?<source>[^ #]+#[^ #]+) -->$")]
    private static partial Regex Comment();
}
