namespace JwtKit;

/// <summary>A header segment that is expected, read once: most tokens of a signer begin with the same bytes. Immutable and safe for concurrent use.</summary>
/// <remarks>What a segment says depends on its bytes alone, so one with the same bytes need not be read again.</remarks>
internal sealed class KnownHeader
{
    private readonly byte[] json;
    private readonly HeaderPlaces places;

    /// <param name="segment">An encoded header that JwtKit would write; kept.</param>
    public KnownHeader(byte[] segment)
    {
        Segment = segment;
        json = new byte[StrictBase64Url.MaximumDecodedLength(segment.Length)];
        StrictBase64Url.TryDecode(segment, json, out _);
        HeaderPlaces.Find(json, out places);
    }

    /// <summary>The encoded header. Not to be changed.</summary>
    public byte[] Segment { get; }

    public JoseHeader Header => new(json, in places);

    public bool IsWrittenAs(ReadOnlySpan<byte> received) => PublicBytes.AreEqual(Segment, received);
}
