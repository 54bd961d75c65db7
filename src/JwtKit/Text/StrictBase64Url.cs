using System.Buffers;
using System.Buffers.Text;

namespace JwtKit;

/// <summary>base64url without padding (RFC 7515 section 2) in its only canonical spelling: what decodes here re-encodes to itself.</summary>
internal static class StrictBase64Url
{
    public static int EncodedLength(int byteCount) => Base64Url.GetEncodedLength(byteCount);

    public static int MaximumDecodedLength(int textLength) => Base64Url.GetMaxDecodedLength(textLength);

    public static int Encode(ReadOnlySpan<byte> bytes, Span<byte> destination) => Base64Url.EncodeToUtf8(bytes, destination);

    /// <summary>Refuses padding, white space, foreign characters, an impossible length and bits set beyond the last byte.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        // .NET's decoder refuses foreign characters and stray bits, but passes over white space and padding. Each character it passed over
        // brings fewer bytes than a text of a possible length holds, so the length tells without a second look at the text.
        bool isStrict = text.Length % 4 != 1
            && Base64Url.DecodeFromUtf8(text, destination, out _, out int decoded) == OperationStatus.Done
            && decoded == MaximumDecodedLength(text.Length);
        written = isStrict ? MaximumDecodedLength(text.Length) : 0;
        return isStrict;
    }
}
