using System.Security.Cryptography;

namespace JwtKit;

/// <summary>A received JWE (RFC 7516 section 5.2) with its header read, its parts decoded, and nothing decrypted. Erased when disposed.</summary>
internal sealed class ParsedJwe : IDisposable
{
    private readonly byte[] memory;
    private readonly int used;

    private ParsedJwe(int length)
    {
        memory = ContentArray.Rent(length);
        used = length;
    }

    /// <summary>The <c>alg</c>, if it is a known one.</summary>
    public KeyManagement? KeyManagement { get; private set; }

    /// <summary>The <c>enc</c>, if it is a known one.</summary>
    public ContentEncryption? Content { get; private set; }

    public string? AlgorithmName { get; private set; }

    public string? ContentName { get; private set; }

    public string? KeyId { get; private set; }

    public string? Type { get; private set; }

    public string? ContentType { get; private set; }

    /// <summary>Whether the header has a <c>context</c>.</summary>
    public bool HasContext { get; private set; }

    /// <summary>The <c>context</c> of an envelope, if it is text.</summary>
    public string? Context { get; private set; }

    /// <summary>The encoded header, and what was authenticated beside it.</summary>
    public ReadOnlyMemory<byte> AssociatedData { get; private set; }

    public ReadOnlyMemory<byte> EncryptedKey { get; private set; }

    public ReadOnlyMemory<byte> Vector { get; private set; }

    public ReadOnlyMemory<byte> Ciphertext { get; private set; }

    public ReadOnlyMemory<byte> Tag { get; private set; }

    /// <summary>Room for the plaintext, as long as the ciphertext.</summary>
    public Memory<byte> Plaintext { get; private set; }

    /// <summary>Whether any key could unwrap the encrypted key. False for one that is longer than any key's; of such a message nothing but the header is decoded.</summary>
    public bool CanBeUnwrapped { get; private init; }

    /// <summary>Whether the key can be the one: known cipher, the key's own way of key management, no other key id.</summary>
    public bool IsFor(DecryptionKey key) =>
        CanBeUnwrapped && Content is not null && KeyManagement == key.KeyManagement && (KeyId is null || key.KeyId is null || KeyId == key.KeyId);

    /// <summary>Splits and decodes the compact form, and reads the header.</summary>
    public static ParseFailure Parse(string? token, int maximumLength, out ParsedJwe? parsed)
    {
        parsed = null;
        if (string.IsNullOrEmpty(token))
        {
            return ParseFailure.Malformed;
        }

        if (token.Length > maximumLength)
        {
            return ParseFailure.TooLong;
        }

        byte[] text = ContentArray.Rent(token.Length);
        try
        {
            Span<byte> copy = text.AsSpan(0, token.Length);
            return CompactToken.TryCopy(token, copy) && EncryptedSegments.TrySplit(copy, out EncryptedSegments segments)
                ? Parse(segments, additionalData: default, out parsed)
                : ParseFailure.Malformed;
        }
        finally
        {
            ContentArray.Return(text);
        }
    }

    /// <summary>Decodes the parts, wherever they came from, and reads the header.</summary>
    public static ParseFailure Parse(EncryptedSegments segments, ReadOnlySpan<byte> additionalData, out ParsedJwe? parsed)
    {
        parsed = null;
        if (segments.Header.Length > JoseHeader.MaximumEncodedLength)
        {
            return ParseFailure.Malformed;
        }

        bool canBeUnwrapped = segments.Key.Length <= StrictBase64Url.EncodedLength(RsaKeyWrap.MaximumWrappedLength);
        EncryptedSegments needed = canBeUnwrapped ? segments : new EncryptedSegments(segments.Header, key: default, vector: default, ciphertext: default, tag: default);
        ParsedJwe jwe = new(DecodedLength(needed)) { CanBeUnwrapped = canBeUnwrapped };
        ParseFailure fault = jwe.Decode(needed, additionalData);
        if (fault != ParseFailure.None)
        {
            jwe.Dispose();
        }

        parsed = fault == ParseFailure.None ? jwe : null;
        return fault;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(memory.AsSpan(0, used));
        ContentArray.Return(memory);
    }

    /// <summary>Of all parts together, and of the plaintext, which is as long as the ciphertext. Fits, because no text is longer than 2 GiB, and a string has half as many characters.</summary>
    private static int DecodedLength(EncryptedSegments segments)
    {
        long length = 2L * StrictBase64Url.MaximumDecodedLength(segments.Ciphertext.Length);
        length += StrictBase64Url.MaximumDecodedLength(segments.Header.Length);
        length += StrictBase64Url.MaximumDecodedLength(segments.Key.Length);
        length += StrictBase64Url.MaximumDecodedLength(segments.Vector.Length);
        length += StrictBase64Url.MaximumDecodedLength(segments.Tag.Length);
        return checked((int)length);
    }

    private ParseFailure Decode(EncryptedSegments segments, ReadOnlySpan<byte> additionalData)
    {
        int position = 0;
        if (!TryDecode(segments.Key, ref position, out ReadOnlyMemory<byte> encryptedKey)
            || !TryDecode(segments.Vector, ref position, out ReadOnlyMemory<byte> vector)
            || !TryDecode(segments.Tag, ref position, out ReadOnlyMemory<byte> tag)
            || !TryDecode(segments.Ciphertext, ref position, out ReadOnlyMemory<byte> ciphertext))
        {
            return ParseFailure.Malformed;
        }

        EncryptedKey = encryptedKey;
        Vector = vector;
        Tag = tag;
        Ciphertext = ciphertext;
        Plaintext = memory.AsMemory(position, ciphertext.Length);
        position += ciphertext.Length;
        AssociatedData = JweAssociatedData.Join(segments.Header, additionalData);
        ParseFailure fault = JoseHeader.Read(segments.Header, memory.AsSpan(position), out JoseHeader header);
        return fault == ParseFailure.None ? Take(header) : fault;
    }

    private ParseFailure Take(in JoseHeader header)
    {
        // Decompressing is asking for a bomb (RFC 8725 section 3.6).
        if (header.HasCompression)
        {
            return ParseFailure.Extension;
        }

        AlgorithmName = header.Algorithm;
        ContentName = header.Encryption;
        if (ContentName is null)
        {
            // Not an encrypted message, whatever its number of dots.
            return ParseFailure.Malformed;
        }

        KeyManagement = JwtKit.KeyManagement.TryParse(AlgorithmName, out KeyManagement? keyManagement) ? keyManagement : null;
        Content = ContentEncryption.TryParse(ContentName, out ContentEncryption? content) ? content : null;
        KeyId = header.KeyId;
        Type = header.Type;
        ContentType = header.ContentType;
        HasContext = header.HasContext;
        Context = header.Context;
        return ParseFailure.None;
    }

    private bool TryDecode(ReadOnlySpan<byte> segment, ref int position, out ReadOnlyMemory<byte> part)
    {
        bool isDecoded = StrictBase64Url.TryDecode(segment, memory.AsSpan(position), out int length);
        part = memory.AsMemory(position, length);
        position += length;
        return isDecoded;
    }
}
