namespace JwtKit;

/// <summary>Knows the label of a key, certificate or list, such as <c>RSA PRIVATE KEY</c>, by its words, in letters of any case.</summary>
internal static class PemLabelWords
{
    private const string Blanks = " \t";

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Kinds = SetOf("KEY", "CERTIFICATE", "CRL");

    /// <summary>The words that stand before those, in the labels of OpenSSL, OpenSSH and others.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Further =
        SetOf("PRIVATE", "PUBLIC", "ENCRYPTED", "TRUSTED", "RSA", "DSA", "DH", "EC", "ED25519", "ANY", "X509", "OPENSSH", "SSH2", "ATTRIBUTE");

    /// <summary>Takes a label off the end of a text.</summary>
    /// <param name="text">Within one line.</param>
    /// <param name="before">What stands before the label, without blanks at its end.</param>
    /// <returns>False if no label ends it.</returns>
    public static bool TryTakeOff(ReadOnlySpan<char> text, out ReadOnlySpan<char> before)
    {
        before = text.TrimEnd(Blanks);
        if (!Kinds.Contains(Last(before)))
        {
            return false;
        }

        do
        {
            before = before[..^Last(before).Length].TrimEnd(Blanks);
        }
        while (Further.Contains(Last(before)));

        return true;
    }

    /// <summary>The letters and digits at the end.</summary>
    public static ReadOnlySpan<char> Last(ReadOnlySpan<char> text)
    {
        int start = text.Length;
        while (start > 0 && char.IsLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        return text[start..];
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> SetOf(params string[] words) =>
        new HashSet<string>(words, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
