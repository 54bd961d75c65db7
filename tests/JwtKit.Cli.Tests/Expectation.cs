using System.Text.RegularExpressions;

namespace JwtKit.Cli.Tests;

/// <summary>Text with gaps: <c>{*}</c> stands for anything within a line, <c>{token}</c> for a signed token, <c>{jwe}</c> for an encrypted one.</summary>
/// <remarks>On Windows its own line breaks, which consoles write there, count as plain ones.</remarks>
internal static class Expectation
{
    public static bool Matches(string expected, string found)
    {
        string pattern = Regex.Escape(expected)
            .Replace(@"\{\*}", "[^\n]*", StringComparison.Ordinal)
            .Replace(@"\{token}", @"[\w-]+\.[\w-]+\.[\w-]+", StringComparison.Ordinal)
            .Replace(@"\{jwe}", @"[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+", StringComparison.Ordinal);
        string lines = OperatingSystem.IsWindows() ? found.Replace("\r\n", "\n", StringComparison.Ordinal) : found;
        return Regex.IsMatch(lines, @"\A" + pattern + @"\z", RegexOptions.CultureInvariant);
    }
}
