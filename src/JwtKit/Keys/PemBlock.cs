using System.Security.Cryptography;

namespace JwtKit;

/// <summary>One whole block of a PEM text (RFC 7468 section 2): its first and last line have the same label, and its body is base64.</summary>
internal sealed class PemBlock
{
    private readonly string text;
    private readonly Range body;

    /// <param name="text">The text that holds the block.</param>
    /// <param name="label">Such as <c>PRIVATE KEY</c>.</param>
    /// <param name="body">What stands between the first and the last line.</param>
    /// <param name="whole">From the first dash to the last.</param>
    /// <param name="length">Of the decoded body; null for a key in the legacy encrypted form, whose body begins with header lines.</param>
    public PemBlock(string text, string label, Range body, Range whole, int? length)
    {
        this.text = text;
        this.body = body;
        Label = label;
        Whole = whole;
        Length = length;
    }

    public string Label { get; }

    /// <summary>Whether the key is encrypted in the form of RFC 1421, by header lines in the body.</summary>
    public bool IsLegacyEncrypted => Length is null;

    /// <summary>The block alone.</summary>
    public string Text => text[Whole];

    private Range Whole { get; }

    private int? Length { get; }

    /// <summary>The bytes of the body, which the caller erases.</summary>
    public byte[] Decode()
    {
        byte[] der = GC.AllocateUninitializedArray<byte>(Length ?? 0, pinned: true);
        return Convert.TryFromBase64Chars(text.AsSpan()[body], der, out int written) && written == der.Length
            ? der
            : throw new CryptographicException(PemFault.NotBase64(Label, lineNumber: 1));
    }
}
