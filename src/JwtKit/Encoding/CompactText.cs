using System.Buffers;

namespace JwtKit;

/// <summary>The compact serialization (RFC 7515 section 7.1): base64url segments with dots between them and nothing else.</summary>
internal static class CompactText
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Copies the text as ASCII, if each character may stand in a compact token.</summary>
    /// <param name="text">The token as it arrived.</param>
    /// <param name="destination">At least as long as the text.</param>
    public static bool TryCopy(ReadOnlySpan<char> text, Span<byte> destination) =>
        !text.ContainsAnyExcept(Allowed)
        && System.Text.Ascii.FromUtf16(text, destination, out _) == OperationStatus.Done;
}
