using System.Text.RegularExpressions;

namespace JwtKit.Cli.Tests;

/// <summary>Text with gaps: <c>{*}</c> stands for anything within a line, <c>{token}</c> for a signed token, <c>{jwe}</c> for an encrypted one.</summary>
internal static class Expectation
{
    public static bool Matches(string expected, string found)
    {
        string pattern = Regex.Escape(expected)
            .Replace(@"\{\*}", "[^\n]*", StringComparison.Ordinal)
            .Replace(@"\{token}", @"[\w-]+\.[\w-]+\.[\w-]+", StringComparison.Ordinal)
            .Replace(@"\{jwe}", @"[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+", StringComparison.Ordinal);
        return Regex.IsMatch(found, @"\A" + pattern + @"\z", RegexOptions.CultureInvariant);
    }
}
