using System.Globalization;

namespace JwtKit;

/// <summary>Text of others, made fit for a log: cut short, without line ends, terminal codes and the invisible characters that make text read otherwise than it is.</summary>
internal static class LogText
{
    public const int MaximumLength = 128;

    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string start = text.Length <= MaximumLength ? text : text[..(MaximumLength - 1)] + "…";
        return string.Create(start.Length, start, static (clean, given) =>
        {
            for (int i = 0; i < clean.Length; i++)
            {
                clean[i] = DisturbsLogs(given[i]) ? '?' : given[i];
            }
        });
    }

    private static bool DisturbsLogs(char character) => char.GetUnicodeCategory(character) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}

/// <summary>Names in a message: the first few, and how many more there are.</summary>
internal static class NameList
{
    public const int MaximumShown = 16;

    /// <summary>As in <c>a or b</c>.</summary>
    public static string Or(IReadOnlyCollection<string> names) => names.Count <= MaximumShown
        ? string.Join(" or ", names)
        : $"{string.Join(" or ", names.Take(MaximumShown))} or {names.Count - MaximumShown} others";
}
