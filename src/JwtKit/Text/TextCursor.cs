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
