using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>A received compact JWS (RFC 7515 section 5.2) with its header read and nothing verified. It lives in the scratch space it was parsed with.</summary>
internal readonly ref struct ParsedJws
{
    private readonly SignedSegments segments;
    private readonly Span<byte> space;

    private ParsedJws(SignedSegments segments, JoseHeader header, Span<byte> space, VerificationKey? headerOf = null)
    {
        this.segments = segments;
        this.space = space;
        Header = header;
        HeaderOf = headerOf;
    }

    /// <summary>A field: a property would copy it at each look.</summary>
    public readonly JoseHeader Header;

    /// <summary>The key whose ordinary header it is, where it was found among several; what the header names is then known.</summary>
    public readonly VerificationKey? HeaderOf;

    /// <summary>Splits the text and reads the header.</summary>
    /// <param name="token">As it arrived.</param>
    /// <param name="maximumLength">In characters; longer text is not looked at.</param>
    /// <param name="scratch">Holds the token while it is in use.</param>
    /// <param name="usual">The header that it probably has; null where nothing is known.</param>
    /// <param name="others">The headers that it may have else; null where nothing is known.</param>
    /// <param name="parsed">The parts, if there was no fault.</param>
    public static ParseFailure Parse(string? token, int maximumLength, TokenScratch scratch, KnownHeader? usual, HeaderIndex? others, out ParsedJws parsed)
    {
        parsed = default;
        if (string.IsNullOrEmpty(token))
        {
            return ParseFailure.Malformed;
        }

        if (token.Length > maximumLength)
        {
            return ParseFailure.TooLong;
        }

        // The text itself, then room for what is decoded of it.
        Span<byte> memory = scratch.Text(2 * token.Length);
        return CompactToken.TryCopy(token, memory[..token.Length]) ? Parse(memory, usual, others, out parsed) : ParseFailure.Malformed;
    }

    /// <summary>The same for a token that was inside another.</summary>
    public static ParseFailure Parse(ReadOnlySpan<byte> token, int maximumLength, TokenScratch scratch, KnownHeader? usual, HeaderIndex? others, out ParsedJws parsed)
    {
        parsed = default;
        if (token.Length > maximumLength)
        {
            return ParseFailure.TooLong;
        }

        Span<byte> memory = scratch.Text(2 * token.Length);
        token.CopyTo(memory);
        return CompactToken.IsCompact(token) ? Parse(memory, usual, others, out parsed) : ParseFailure.Malformed;
    }

    private static ParseFailure Parse(Span<byte> memory, KnownHeader? usual, HeaderIndex? others, out ParsedJws parsed)
    {
        parsed = default;
        Span<byte> text = memory[..(memory.Length / 2)];
        Span<byte> space = memory[text.Length..];
        if (!SignedSegments.TrySplit(text, out SignedSegments segments))
        {
            return ParseFailure.Malformed;
        }

        if (usual is not null && usual.IsWrittenAs(segments.Header))
        {
            parsed = new ParsedJws(segments, usual.Header, space);
            return ParseFailure.None;
        }

        if (others?.Find(segments.Header) is { } key)
        {
            parsed = new ParsedJws(segments, key.Header.Header, space, key);
            return ParseFailure.None;
        }

        ParseFailure fault = JoseHeader.Read(segments.Header, space, out JoseHeader header);
        parsed = new ParsedJws(segments, header, space[segments.Header.Length..]);
        return fault;
    }

    /// <summary>Whether the third segment is the key's signature over the first two (RFC 7515 section 5.2 step 8).</summary>
    public bool IsSignedBy(VerificationKey key) =>
        StrictBase64Url.TryDecode(segments.Signature, space, out int length) && key.Verify(segments.SigningInput, space[..length]);

    /// <summary>The payload as an array of its own.</summary>
    public bool TryDecodePayload([NotNullWhen(true)] out byte[]? payload)
    {
        payload = new byte[StrictBase64Url.MaximumDecodedLength(segments.Payload.Length)];
        if (!StrictBase64Url.TryDecode(segments.Payload, payload, out int written) || written != payload.Length)
        {
            payload = null;
        }

        return payload is not null;
    }
}
