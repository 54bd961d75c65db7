namespace JwtKit;

/// <summary>What stands before, between and behind the encoded parts of a message. All of it ASCII.</summary>
internal readonly ref struct JweSyntax
{
    /// <summary>RFC 7516 section 7.1. It has no place for additional data.</summary>
    public static JweSyntax Compact => new() { BeforeKey = "."u8, BeforeVector = "."u8, BeforeCiphertext = "."u8, BeforeTag = "."u8, WritesEmptyKey = true };

    /// <summary>RFC 7516 section 7.2.2.</summary>
    public static JweSyntax Json => new()
    {
        BeforeHeader = "{\"protected\":\""u8,
        BeforeKey = "\",\"encrypted_key\":\""u8,
        BeforeAdditionalData = "\",\"aad\":\""u8,
        BeforeVector = "\",\"iv\":\""u8,
        BeforeCiphertext = "\",\"ciphertext\":\""u8,
        BeforeTag = "\",\"tag\":\""u8,
        End = "\"}"u8,
    };

    public ReadOnlySpan<byte> BeforeHeader { get; private init; }

    public ReadOnlySpan<byte> BeforeKey { get; private init; }

    public ReadOnlySpan<byte> BeforeAdditionalData { get; private init; }

    public ReadOnlySpan<byte> BeforeVector { get; private init; }

    public ReadOnlySpan<byte> BeforeCiphertext { get; private init; }

    public ReadOnlySpan<byte> BeforeTag { get; private init; }

    public ReadOnlySpan<byte> End { get; private init; }

    /// <summary>Whether a wrapped key that is not there still has its place.</summary>
    public bool WritesEmptyKey { get; private init; }

    public int MessageLength(EncryptionTarget target, ReadOnlySpan<byte> header, int plaintextLength, ReadOnlySpan<byte> additionalData)
    {
        ContentCipher cipher = target.Content.Cipher;
        int keyLength = target.Key.WrappedLength;
        return checked(BeforeHeader.Length + header.Length
            + (keyLength > 0 || WritesEmptyKey ? BeforeKey.Length + StrictBase64Url.EncodedLength(keyLength) : 0)
            + (additionalData.IsEmpty ? 0 : BeforeAdditionalData.Length + StrictBase64Url.EncodedLength(additionalData.Length))
            + BeforeVector.Length + StrictBase64Url.EncodedLength(cipher.VectorLength)
            + BeforeCiphertext.Length + BinaryText.Base64Url.EncodedLength(cipher.CiphertextLength(plaintextLength))
            + BeforeTag.Length + StrictBase64Url.EncodedLength(cipher.TagLength)
            + End.Length);
    }
}

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
