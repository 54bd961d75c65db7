using System.Globalization;

namespace JwtKit.Cli;

/// <summary>Text of others on its way to a terminal, which must neither obey it nor show it otherwise than it is.</summary>
internal static class TerminalText
{
    /// <summary>Writes out line ends, terminal codes and the invisible characters that turn text around, as <c>\u001b</c>.</summary>
    /// <param name="text">Any text.</param>
    public static string Text(string text) => text.Any(IsInvisible)
        ? string.Concat(text.Select(static letter => IsInvisible(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()))
        : text;

    private static bool IsInvisible(char letter) => char.GetUnicodeCategory(letter) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}

/// <summary>Whether colours are wanted: on a terminal, unless <c>NO_COLOR</c> is set (no-color.org) or it can do nothing (<c>TERM=dumb</c>).</summary>
internal static class Colours
{
    public static bool AreWanted => !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
