namespace JwtKit;

/// <summary>How much payload a chunk holds: a power of two from 4 KiB to 1 MiB, written as its exponent.</summary>
internal static class ChunkSize
{
    /// <summary>64 KiB: larger chunks are hardly faster and cost memory.</summary>
    public const byte DefaultExponent = 16;

    public const byte MinimumExponent = 12;
    public const byte MaximumExponent = 20;

    public static bool IsExponent(byte exponent) => exponent is >= MinimumExponent and <= MaximumExponent;

    public static int OfExponent(byte exponent) => 1 << exponent;
}
