using Spectre.Console;

namespace JwtKit.Cli;

/// <summary>Checks as a table: coloured on a terminal, plain in a pipe.</summary>
internal static class ReportTable
{
    private static readonly string[] Titles = ["check", "result", "expected", "found"];

    /// <summary>Writes the table and a line per note.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="checks">What was looked at.</param>
    public static void Write(StandardOutput output, IReadOnlyList<Check> checks)
    {
        if (Colours.AreWanted)
        {
            WriteColoured(checks);
        }
        else
        {
            WritePlain(output, checks);
        }
    }

    private static void WritePlain(StandardOutput output, IReadOnlyList<Check> checks)
    {
        string[][] rows = [Titles, .. checks.Select(Cells)];
        int[] widths = [.. Titles.Select((_, column) => rows.Max(row => row[column].Length))];
        for (int i = 0; i < rows.Length; i++)
        {
            output.WriteLine(("  " + string.Join("  ", rows[i].Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd());
            if (i > 0 && checks[i - 1].Note is { } note)
            {
                output.WriteLine("    " + TerminalText.Text(note));
            }
        }
    }

    private static void WriteColoured(IReadOnlyList<Check> checks)
    {
        Table table = new Table().Border(TableBorder.None).AddColumns(Titles);
        foreach (Check check in checks)
        {
            string colour = check.Passed switch { true => "green", false => "red bold", null => "grey" };
            string[] cells = [.. Cells(check).Select(Markup.Escape)];
            table.AddRow(cells[0], $"[{colour}]{cells[1]}[/]", cells[2], check.Note is { } note ? $"{cells[3]}\n[yellow]{Markup.Escape(TerminalText.Text(note))}[/]" : cells[3]);
        }

        AnsiConsole.Write(table);
    }

    private static string[] Cells(Check check) =>
    [
        TerminalText.Text(check.Name),
        check.Passed switch { true => "passed", false => "FAILED", null => "not checked" },
        TerminalText.Text(check.Expected ?? "-"),
        TerminalText.Text(check.Found ?? "none"),
    ];
}

/// <summary>One thing that was looked at: what was expected, what was found, and whether that is right.</summary>
/// <param name="Name">What was looked at, such as <c>exp</c>.</param>
/// <param name="Expected">What is right; null where nothing was asked for.</param>
/// <param name="Found">What the token says; null where it says nothing.</param>
/// <param name="Passed">Null where nothing was asked for, so that nothing was checked.</param>
/// <param name="Note">What helps, if anything does.</param>
internal sealed record Check(string Name, string? Expected, string? Found, bool? Passed, string? Note = null);
