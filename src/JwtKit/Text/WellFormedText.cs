using System.Text;

namespace JwtKit;

/// <summary>UTF-16 text that has an exact UTF-8 form: no half of a surrogate pair stands alone.</summary>
internal static class WellFormedText
{
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        int suspect = text.IndexOfAnyInRange('\ud800', '\udfff');
        while (suspect >= 0)
        {
            text = text[suspect..];
            if (Rune.DecodeFromUtf16(text, out _, out int consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            text = text[consumed..];
            suspect = text.IndexOfAnyInRange('\ud800', '\udfff');
        }

        return true;
    }

    /// <summary>Throws for text that a writer would silently change. The text itself is never in the message.</summary>
    public static string Require(string text, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(text, parameterName);
        return IsWellFormed(text)
            ? text
            : throw new ArgumentException("The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed.", parameterName);
    }

    /// <summary>Throws for empty text too.</summary>
    public static string RequireNonEmpty(string text, string parameterName)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, parameterName);
        return Require(text, parameterName);
    }
}
