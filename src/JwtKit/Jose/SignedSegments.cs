namespace JwtKit;

/// <summary>The three segments of a signed compact token, still encoded.</summary>
internal readonly ref struct SignedSegments
{
    private readonly ReadOnlySpan<byte> text;
    private readonly int firstDot;
    private readonly int secondDot;

    private SignedSegments(ReadOnlySpan<byte> text, int firstDot, int secondDot)
    {
        this.text = text;
        this.firstDot = firstDot;
        this.secondDot = secondDot;
    }

    public ReadOnlySpan<byte> Header => text[..firstDot];

    public ReadOnlySpan<byte> Payload => text[(firstDot + 1)..secondDot];

    public ReadOnlySpan<byte> Signature => text[(secondDot + 1)..];

    /// <summary>What the signature covers (RFC 7515 section 5.1): header, dot, payload, as they were sent.</summary>
    public ReadOnlySpan<byte> SigningInput => text[..secondDot];

    /// <summary>True for exactly two dots.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> text, out SignedSegments segments)
    {
        segments = default;
        int first = text.IndexOf((byte)'.');
        if (first < 0)
        {
            return false;
        }

        int length = text[(first + 1)..].IndexOf((byte)'.');
        int second = first + 1 + length;
        if (length < 0 || text[(second + 1)..].Contains((byte)'.'))
        {
            return false;
        }

        segments = new SignedSegments(text, first, second);
        return true;
    }
}
