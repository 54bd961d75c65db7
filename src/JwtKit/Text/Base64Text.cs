using System.Buffers;
using PlatformBase64 = System.Buffers.Text.Base64;

namespace JwtKit;

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
        // The platform's decoder passes over white space, for which fewer bytes come out, and over stray bits, which the last group tells.
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
