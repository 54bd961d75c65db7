using System.Buffers;

namespace JwtKit;

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

        // The platform's decoder takes both cases.
        bool isOfOneCase = isUpper ? !text.ContainsAnyInRange((byte)'a', (byte)'f') : !text.ContainsAnyInRange((byte)'A', (byte)'F');
        return isOfOneCase && Convert.FromHexString(text, destination, out _, out written) == OperationStatus.Done;
    }
}
