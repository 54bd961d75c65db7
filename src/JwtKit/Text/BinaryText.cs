using System.Buffers;
using PlatformBase64 = System.Buffers.Text.Base64;

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

/// <summary>Base64 with padding (RFC 4648 section 4) in its only canonical spelling.</summary>
internal sealed class Base64Text : BinaryText
{
    public override int GroupLength => 3;

    public override int GroupTextLength => 4;

    public override int EncodedLength(int byteCount) => checked((int)((byteCount + 2L) / 3 * 4));

    public override int MaximumDecodedLength(int textLength) => textLength / 4 * 3;

    public override void Encode(ReadOnlySpan<byte> bytes, Span<byte> destination) => PlatformBase64.EncodeToUtf8(bytes, destination, out _, out _);

    public override bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        // .NET's decoder passes over white space, for which fewer bytes come out, and over stray bits, which the last group tells.
        int padding = text.EndsWith("=="u8) ? 2 : text.EndsWith("="u8) ? 1 : 0;
        bool isStrict = text.Length % 4 == 0
            && PlatformBase64.DecodeFromUtf8(text, destination, out _, out int decoded) == OperationStatus.Done
            && decoded == MaximumDecodedLength(text.Length) - padding
            && (padding == 0 || EndsCanonically(text, destination[..decoded], padding));
        written = isStrict ? MaximumDecodedLength(text.Length) - padding : 0;
        return isStrict;
    }

    private static bool EndsCanonically(ReadOnlySpan<byte> text, ReadOnlySpan<byte> decoded, int padding)
    {
        Span<byte> group = stackalloc byte[4];
        PlatformBase64.EncodeToUtf8(decoded[^(3 - padding)..], group, out _, out _);
        return PublicBytes.AreEqual(text[^4..], group);
    }
}

/// <summary><see cref="StrictBase64Url"/> as one of several ways.</summary>
internal sealed class Base64UrlText : BinaryText
{
    public override int GroupLength => 3;

    public override int GroupTextLength => 4;

    public override int EncodedLength(int byteCount) => StrictBase64Url.EncodedLength(byteCount);

    public override int MaximumDecodedLength(int textLength) => StrictBase64Url.MaximumDecodedLength(textLength);

    public override void Encode(ReadOnlySpan<byte> bytes, Span<byte> destination) => StrictBase64Url.Encode(bytes, destination);

    public override bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written) => StrictBase64Url.TryDecode(text, destination, out written);
}

/// <summary>Hexadecimal digits of one case.</summary>
internal sealed class HexText(bool isUpper) : BinaryText
{
    public override int GroupLength => 1;

    public override int GroupTextLength => 2;

    public override int EncodedLength(int byteCount) => checked(2 * byteCount);

    public override int MaximumDecodedLength(int textLength) => textLength / 2;

    public override void Encode(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        if (isUpper)
        {
            Convert.TryToHexString(bytes, destination, out _);
        }
        else
        {
            Convert.TryToHexStringLower(bytes, destination, out _);
        }
    }

    public override bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;

        // .NET's decoder takes both cases.
        bool isOfOneCase = isUpper ? !text.ContainsAnyInRange((byte)'a', (byte)'f') : !text.ContainsAnyInRange((byte)'A', (byte)'F');
        return isOfOneCase && Convert.FromHexString(text, destination, out _, out written) == OperationStatus.Done;
    }
}
