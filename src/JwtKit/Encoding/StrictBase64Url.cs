using System.Buffers;
using System.Buffers.Text;

namespace JwtKit;

/// <summary>base64url without padding (RFC 7515 section 2) in its only canonical spelling: what decodes here re-encodes to itself.</summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    public static int EncodedLength(int byteCount) => Base64Url.GetEncodedLength(byteCount);

    public static int MaximumDecodedLength(int textLength) => Base64Url.GetMaxDecodedLength(textLength);

    public static int Encode(ReadOnlySpan<byte> bytes, Span<byte> destination) => Base64Url.EncodeToUtf8(bytes, destination);

    /// <summary>Refuses padding, white space, foreign characters, an impossible length and bits set beyond the last byte.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;

        // The platform's decoder forgives white space and padding, so the alphabet is checked first. It does refuse stray trailing bits.
        return !text.ContainsAnyExcept(Alphabet)
            && Base64Url.DecodeFromUtf8(text, destination, out _, out written) == OperationStatus.Done;
    }
}
