using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The short binary parts of a message that is being made, and its content key (RFC 7516 section 5.1).</summary>
/// <remarks>Fresh for each message. Erase it after use.</remarks>
internal readonly ref struct JweParts
{
    private readonly EncryptionTarget target;
    private readonly Span<byte> memory;

    /// <param name="target">The receiver and the cipher.</param>
    /// <param name="memory">Exactly <see cref="Length"/> bytes.</param>
    public JweParts(EncryptionTarget target, Span<byte> memory)
    {
        this.target = target;
        this.memory = memory;
    }

    public Span<byte> Vector => memory.Slice(ContentKey.Length, Cipher.VectorLength);

    public Span<byte> EncryptedKey => memory[(ContentKey.Length + Cipher.VectorLength)..^Cipher.TagLength];

    public Span<byte> Tag => memory[^Cipher.TagLength..];

    private Span<byte> ContentKey => memory[..Cipher.KeyLength];

    private ContentCipher Cipher => target.Content.Cipher;

    /// <summary>At most some 2 KiB: that of the longest wrapped key.</summary>
    public static int Length(EncryptionTarget target)
    {
        ContentCipher cipher = target.Content.Cipher;
        return cipher.KeyLength + cipher.VectorLength + target.Key.WrappedLength + cipher.TagLength;
    }

    /// <summary>Draws content key and vector, and wraps the first for the receiver or puts the shared key in its place.</summary>
    public void Prepare()
    {
        // One call for both: the generator's price is per call, not per byte.
        RandomNumberGenerator.Fill(memory[..(ContentKey.Length + Vector.Length)]);
        target.Key.Deliver(ContentKey, target.Content, EncryptedKey);
    }

    /// <param name="plaintext">What is encrypted.</param>
    /// <param name="associatedData">The encoded header, and what is authenticated beside it.</param>
    /// <param name="ciphertext">Exactly as long as the cipher says.</param>
    public void Encrypt(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, Span<byte> ciphertext) =>
        Cipher.Encrypt(ContentKey, Vector, plaintext, associatedData, ciphertext, Tag);

    public void Erase() => CryptographicOperations.ZeroMemory(memory);
}
