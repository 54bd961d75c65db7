namespace JwtKit;

/// <summary>PEM text as it comes out of files and environment variables.</summary>
internal static class PemText
{
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

    /// <summary>All blocks of the text, in their order.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">There is none, or one of them is damaged.</exception>
    public static List<PemBlock> Blocks(string text) => new PemScanner(Normalize(text)).Read();
}
