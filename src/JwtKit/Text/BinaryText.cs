namespace JwtKit;

/// <summary>A way to write bytes as text, with one spelling for each: what decodes re-encodes to itself. Immutable and safe for concurrent use.</summary>
internal abstract class BinaryText
{
    /// <summary>Base64 with padding (RFC 4648 section 4).</summary>
    public static BinaryText Base64 { get; } = new Base64Text();

    /// <summary>Base64url without padding (RFC 7515 section 2).</summary>
    public static BinaryText Base64Url { get; } = new Base64UrlText();

    /// <summary>Hexadecimal digits in lower case.</summary>
    public static BinaryText LowerHex { get; } = new HexText(isUpper: false);

    /// <summary>Hexadecimal digits in upper case.</summary>
    public static BinaryText UpperHex { get; } = new HexText(isUpper: true);

    /// <summary>How many bytes are encoded at a time, independently of those before and behind.</summary>
    public abstract int GroupLength { get; }

    /// <summary>How many characters such a group has.</summary>
    public abstract int GroupTextLength { get; }

    /// <exception cref="OverflowException">More than an array holds.</exception>
    public abstract int EncodedLength(int byteCount);

    /// <summary>At least as many bytes as any text of this length stands for, and exactly as many as one that needs no padding.</summary>
    public abstract int MaximumDecodedLength(int textLength);

    /// <param name="bytes">Any bytes.</param>
    /// <param name="destination">At least as long as <see cref="EncodedLength"/> says; must not overlap with the bytes.</param>
    public abstract void Encode(ReadOnlySpan<byte> bytes, Span<byte> destination);

    /// <summary>Refuses whatever <see cref="Encode"/> would have written otherwise, and what does not fit.</summary>
    public abstract bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written);
}
