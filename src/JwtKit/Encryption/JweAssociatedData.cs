namespace JwtKit;

/// <summary>What is authenticated beside the content (RFC 7516 section 5.1 step 14): the encoded header, and a dot and the encoded <c>aad</c> if there is one.</summary>
internal static class JweAssociatedData
{
    public static byte[] Join(ReadOnlySpan<byte> header, ReadOnlySpan<byte> additionalData)
    {
        if (additionalData.IsEmpty)
        {
            return header.ToArray();
        }

        byte[] joined = new byte[header.Length + 1 + StrictBase64Url.EncodedLength(additionalData.Length)];
        header.CopyTo(joined);
        joined[header.Length] = (byte)'.';
        StrictBase64Url.Encode(additionalData, joined.AsSpan(header.Length + 1));
        return joined;
    }
}
