namespace JwtKit;

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
