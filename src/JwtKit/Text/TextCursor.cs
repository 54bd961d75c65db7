namespace JwtKit;

/// <summary>Fills a space with text, piece after piece.</summary>
internal ref struct TextCursor(Span<byte> space)
{
    private Span<byte> rest = space;

    public void Append(scoped ReadOnlySpan<byte> text) => text.CopyTo(Take(text.Length));

    public void AppendEncoded(BinaryText encoding, scoped ReadOnlySpan<byte> bytes) => encoding.Encode(bytes, Take(encoding.EncodedLength(bytes.Length)));

    /// <summary>The next piece of the space, for the caller to fill.</summary>
    public Span<byte> Take(int length)
    {
        Span<byte> taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}

/// <summary>Encodes bytes that stand at the end of the very space that their text is to fill, so that a large message needs no second buffer.</summary>
/// <remarks>
/// Reading starts behind the place where writing starts, by as much as the text is longer than the bytes. As long as that gap is large, pieces are encoded
/// straight across it; the last few KiB go through the stack. The text never reaches bytes that were not read yet: what is left of the space always holds
/// what is left of the text.
/// </remarks>
internal static class TailEncoder
{
    /// <summary>A multiple of each encoding's group.</summary>
    private const int Piece = 3 * 1024;

    /// <param name="encoding">The encoding.</param>
    /// <param name="space">Exactly as long as the text will be, with the bytes at its end.</param>
    /// <param name="count">How many bytes there are.</param>
    public static void Encode(BinaryText encoding, Span<byte> space, int count)
    {
        Span<byte> piece = stackalloc byte[Math.Min(Piece, count)];
        while (count > 0)
        {
            int gap = space.Length - count;
            int across = gap / encoding.GroupTextLength * encoding.GroupLength;
            scoped ReadOnlySpan<byte> next = space.Slice(gap, Math.Min(count, Math.Max(across, Piece)));
            if (across < Piece)
            {
                next.CopyTo(piece);
                next = piece[..next.Length];
            }

            encoding.Encode(next, space);
            space = space[encoding.EncodedLength(next.Length)..];
            count -= next.Length;
        }
    }
}
