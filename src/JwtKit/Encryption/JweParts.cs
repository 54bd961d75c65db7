using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The binary parts of a message that is being made, one after the other: wrapped key, vector, ciphertext, tag.</summary>
internal readonly ref struct JweParts
{
    private const int LongestKey = 64;
    private const int LongestVector = 16;

    private readonly Span<byte> memory;
    private readonly int keyLength;
    private readonly int vectorLength;
    private readonly int tagLength;

    private JweParts(EncryptionTarget target, Span<byte> memory)
    {
        this.memory = memory;
        keyLength = target.Key.WrappedLength;
        vectorLength = target.Content.Cipher.VectorLength;
        tagLength = target.Content.Cipher.TagLength;
    }

    public Span<byte> EncryptedKey => memory[..keyLength];

    public Span<byte> Vector => memory.Slice(keyLength, vectorLength);

    public Span<byte> Ciphertext => memory[(keyLength + vectorLength)..^tagLength];

    public Span<byte> Tag => memory[^tagLength..];

    public static int Length(EncryptionTarget target, int plaintextLength) => checked(
        target.Key.WrappedLength + target.Content.Cipher.VectorLength + target.Content.Cipher.CiphertextLength(plaintextLength) + target.Content.Cipher.TagLength);

    /// <summary>Encrypts under a fresh content key (RFC 7516 section 5.1).</summary>
    /// <param name="target">The receiver and the cipher.</param>
    /// <param name="plaintext">What is encrypted.</param>
    /// <param name="associatedData">The encoded header, and what is authenticated beside it.</param>
    /// <param name="memory">Exactly <see cref="Length"/> bytes, which receive the parts.</param>
    public static JweParts Encrypt(EncryptionTarget target, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, Span<byte> memory)
    {
        JweParts parts = new(target, memory);

        // One call for both: the generator's price is per call, not per byte.
        Span<byte> random = (stackalloc byte[LongestKey + LongestVector])[..(target.Content.KeyLength + parts.vectorLength)];
        RandomNumberGenerator.Fill(random);
        Span<byte> contentKey = random[..target.Content.KeyLength];
        random[target.Content.KeyLength..].CopyTo(parts.Vector);
        try
        {
            target.Key.Deliver(contentKey, target.Content, parts.EncryptedKey);
            target.Content.Cipher.Encrypt(contentKey, parts.Vector, plaintext, associatedData, parts.Ciphertext, parts.Tag);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(random);
        }

        return parts;
    }
}
