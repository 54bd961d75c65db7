using System.Buffers;

namespace JwtKit;

/// <summary>The compact serialization (RFC 7515 section 7.1): base64url segments with dots between them and nothing else.</summary>
internal static class CompactToken
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

/// <summary>The five segments of an encrypted message, still encoded (RFC 7516 section 3.1).</summary>
internal readonly ref struct EncryptedSegments
{
    private const int Count = 5;

    public EncryptedSegments(ReadOnlySpan<byte> header, ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag)
    {
        Header = header;
        Key = key;
        Vector = vector;
        Ciphertext = ciphertext;
        Tag = tag;
    }

    public ReadOnlySpan<byte> Header { get; }

    public ReadOnlySpan<byte> Key { get; }

    public ReadOnlySpan<byte> Vector { get; }

    public ReadOnlySpan<byte> Ciphertext { get; }

    public ReadOnlySpan<byte> Tag { get; }

    /// <summary>The other segments, for a ciphertext that is to be decoded by itself.</summary>
    public EncryptedSegments WithoutCiphertext => new(Header, Key, Vector, default, Tag);

    /// <summary>True for exactly four dots.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> text, out EncryptedSegments segments)
    {
        Span<Range> parts = stackalloc Range[Count + 1];
        segments = default;
        int found = 0;
        foreach (Range part in text.Split((byte)'.'))
        {
            if (found == Count)
            {
                return false;
            }

            parts[found++] = part;
        }

        if (found != Count)
        {
            return false;
        }

        segments = new EncryptedSegments(text[parts[0]], text[parts[1]], text[parts[2]], text[parts[3]], text[parts[4]]);
        return true;
    }

    /// <summary>
    /// The same for a text that may be long, without a look at its ciphertext: the other segments lie within its first and last <paramref name="edge"/>
    /// bytes. Further dots in the ciphertext are left to its decoder, which refuses them.
    /// </summary>
    public static bool TrySplitEdges(ReadOnlySpan<byte> text, int edge, out EncryptedSegments segments, out int ciphertextStart)
    {
        segments = default;
        ciphertextStart = 0;
        ReadOnlySpan<byte> front = text[..Math.Min(edge, text.Length)];
        if (!TryTake(front, ref ciphertextStart, out ReadOnlySpan<byte> header)
            || !TryTake(front, ref ciphertextStart, out ReadOnlySpan<byte> key)
            || !TryTake(front, ref ciphertextStart, out ReadOnlySpan<byte> vector))
        {
            return false;
        }

        int back = Math.Max(ciphertextStart, text.Length - edge);
        int last = back + text[back..].LastIndexOf((byte)'.');
        if (last < back)
        {
            return false;
        }

        segments = new EncryptedSegments(header, key, vector, text[ciphertextStart..last], text[(last + 1)..]);
        return true;
    }

    /// <summary>The segment that ends at the next dot.</summary>
    private static bool TryTake(ReadOnlySpan<byte> text, scoped ref int position, out ReadOnlySpan<byte> segment)
    {
        int length = text[position..].IndexOf((byte)'.');
        segment = length < 0 ? default : text.Slice(position, length);
        position += length + 1;
        return length >= 0;
    }
}
