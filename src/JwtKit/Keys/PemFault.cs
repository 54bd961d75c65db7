namespace JwtKit;

/// <summary>What to say of a text that is no PEM, or damaged PEM.</summary>
internal static class PemFault
{
    public const string NoBlock = "No PEM block was found; a text from '-----BEGIN …-----' to '-----END …-----' is needed.";

    public static string NoLabel(int lineNumber) => $"The PEM block{Place(lineNumber)} has no proper label; copy the file again, whole.";

    public static string NotBase64(string label, int lineNumber) =>
        $"The PEM block '{label}'{Place(lineNumber)} is damaged: what stands between its first and last line is not base64. Copy the file again, whole.";

    public static string CutShort(string label, int lineNumber) =>
        $"The PEM block '{label}'{Place(lineNumber)} is cut short: '-----END {label}-----' is missing. Copy the file again, from the first dash to the last.";

    public static string NotBegun(string label, int lineNumber) =>
        $"Line {lineNumber} ends a PEM block '{label}' that has no beginning: '-----BEGIN {label}-----' is missing. Copy the file again, from the first dash to the last.";

    public static string Boundary(int lineNumber) =>
        $"Line {lineNumber} begins or ends a PEM block and is damaged: '-----BEGIN …-----' or '-----END …-----' is needed, in capitals, with five dashes on each side, on a line of its own. Copy the file again, whole.";

    /// <summary>The line where the block begins. In a text with nothing before the block it adds nothing.</summary>
    private static string Place(int lineNumber) => lineNumber > 1 ? $" that begins in line {lineNumber}" : string.Empty;
}
