namespace JwtKit;

/// <summary>PEM text as it comes out of files and environment variables, brought into the form in which it was written.</summary>
internal static class PemText
{
    private const string Begin = "-----BEGIN ";
    private const string Dashes = "-----";

    private static readonly char[] Wrapping = ['\uFEFF', '"', '\'', ' ', '\t', '\r', '\n'];

    /// <summary>Takes off a byte order mark, white space and quotation marks around the text, and makes line breaks of a written-out <c>\n</c> or <c>\r\n</c>.</summary>
    public static string Normalize(string text)
    {
        string inner = text.Trim(Wrapping);

        // A backslash occurs in no PEM body, so nothing else can be meant.
        return inner.Contains('\\', StringComparison.Ordinal)
            ? inner.Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Trim(Wrapping)
            : inner;
    }

    /// <summary>Why no PEM block was found in the text.</summary>
    public static string FaultOf(string text)
    {
        int start = text.IndexOf(Begin, StringComparison.Ordinal);
        int labelEnd = start < 0 ? -1 : text.IndexOf(Dashes, start + Begin.Length, StringComparison.Ordinal);
        if (labelEnd < 0)
        {
            return "No PEM block was found; a text from '-----BEGIN …-----' to '-----END …-----' is needed.";
        }

        string label = text[(start + Begin.Length)..labelEnd];
        return label.Length > 32 || label.Any(char.IsControl) ? "The PEM block has no proper label; copy the file again, whole."
            : text.Contains($"-----END {label}-----", StringComparison.Ordinal) ? $"The PEM block '{label}' is damaged: what stands between its first and last line is not base64. Copy the file again, whole."
            : $"The PEM block '{label}' is cut short: '-----END {label}-----' is missing. Copy the file again, from the first dash to the last.";
    }
}
