using System.Globalization;

namespace JwtKit;

/// <summary>Why a token was refused. Immutable and safe for concurrent use.</summary>
/// <remarks>
/// Log <see cref="Code"/>. <see cref="Found"/> is the sender's text: cut short, its control characters replaced, but no more to be trusted than the
/// token.
/// </remarks>
public sealed class TokenFailure
{
    private const int MaximumFoundLength = 128;

    internal TokenFailure(string code, string description, string? expected = null, string? found = null)
    {
        Code = code;
        Description = description;
        Expected = expected;
        Found = Shorten(found);
    }

    /// <summary>One of <see cref="TokenFailureCodes"/>: stable, for programs and logs.</summary>
    public string Code { get; }

    /// <summary>What is wrong, in a fixed sentence that holds nothing of the token.</summary>
    public string Description { get; }

    /// <summary>What the policy expects, if that is a fact worth showing: an algorithm, a name, a time. Never a key.</summary>
    public string? Expected { get; }

    /// <summary>What the token says there: <c>alg</c>, <c>kid</c>, <c>typ</c>, <c>iss</c> or what a platform has in its place, <c>aud</c> or a time, at most 128 characters. Never subject, token id or signature.</summary>
    public string? Found { get; }

    /// <summary>What a replay store threw, for the host's own log; null otherwise, and never printed here.</summary>
    public Exception? Exception { get; internal init; }

    /// <summary>The code and its sentence, fit for a log.</summary>
    public override string ToString() => $"{Code}: {Description}";

    private static string? Shorten(string? found)
    {
        if (found is null)
        {
            return null;
        }

        string start = found.Length <= MaximumFoundLength ? found : found[..(MaximumFoundLength - 1)] + "…";
        return string.Create(start.Length, start, static (clean, text) =>
        {
            for (int i = 0; i < clean.Length; i++)
            {
                clean[i] = DisturbsLogs(text[i]) ? '?' : text[i];
            }
        });
    }

    /// <summary>Line ends, terminal codes, and the invisible characters that make text read otherwise than it is.</summary>
    private static bool DisturbsLogs(char character) => char.GetUnicodeCategory(character) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
