using System.Globalization;

namespace JwtKit;

/// <summary>The one thing the platform's JSON reader leaves open: <c>\uD800</c> to <c>\uDFFF</c> that do not come in pairs (RFC 8259 section 8.2).</summary>
internal static class JsonEscapes
{
    private const int EscapeLength = 6;

    /// <summary>True when each escaped high surrogate is followed at once by an escaped low one, and no low one stands alone.</summary>
    /// <param name="raw">The inside of a string that the reader has found to be well formed.</param>
    public static bool ArePaired(ReadOnlySpan<byte> raw)
    {
        int backslash = raw.IndexOf((byte)'\\');
        while (backslash >= 0)
        {
            raw = raw[backslash..];
            char unit = CodeUnit(raw);
            if (char.IsLowSurrogate(unit))
            {
                return false;
            }

            int consumed = unit == '\0' ? 2 : EscapeLength;
            if (char.IsHighSurrogate(unit))
            {
                if (!char.IsLowSurrogate(CodeUnit(raw[EscapeLength..])))
                {
                    return false;
                }

                consumed = 2 * EscapeLength;
            }

            raw = raw[consumed..];
            backslash = raw.IndexOf((byte)'\\');
        }

        return true;
    }

    /// <summary>The code unit of a <c>\uXXXX</c> at the start of the text; NUL for any other escape, and harmlessly so for <c>\u0000</c>.</summary>
    private static char CodeUnit(ReadOnlySpan<byte> raw) =>
        raw.Length >= EscapeLength && raw[0] == '\\' && raw[1] == 'u'
        && ushort.TryParse(raw.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : '\0';
}
