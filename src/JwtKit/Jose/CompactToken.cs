using System.Buffers;

namespace JwtKit;

/// <summary>The compact serialization (RFC 7515 section 7.1): base64url segments with dots between them and nothing else.</summary>
internal static class CompactText
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly SearchValues<byte> AllowedBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    /// <summary>Copies the text as ASCII, if each character may stand in a compact token.</summary>
    /// <param name="text">The token as it arrived.</param>
    /// <param name="destination">At least as long as the text.</param>
    public static bool TryCopy(ReadOnlySpan<char> text, Span<byte> destination) =>
        !text.ContainsAnyExcept(Allowed)
        && System.Text.Ascii.FromUtf16(text, destination, out _) == OperationStatus.Done;

    /// <summary>Whether each byte may stand in a compact token.</summary>
    public static bool IsCompact(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(AllowedBytes);

    /// <summary>Whether the text has as many dots as a signed token.</summary>
    public static bool IsSignedForm(ReadOnlySpan<char> text) => text.Count('.') == 2;

    /// <summary>Whether the text has as many dots as an encrypted token.</summary>
    public static bool IsEncryptedForm(ReadOnlySpan<char> text) => text.Count('.') == 4;
}
