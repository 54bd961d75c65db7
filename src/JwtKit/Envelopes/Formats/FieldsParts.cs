using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The short binary parts of a message with members of its own that is being made, and its keys. Fresh for each message. Erase it after use.</summary>
internal readonly ref struct FieldsParts
{
    private readonly ContentCipher cipher;
    private readonly Span<byte> memory;
    private readonly int saltLength;

    /// <param name="receiver">The receiver's key.</param>
    /// <param name="content">The cipher.</param>
    /// <param name="memory">Exactly <see cref="Length"/> bytes.</param>
    public FieldsParts(EncryptionKey receiver, ContentEncryption content, Span<byte> memory)
    {
        cipher = content.Cipher;
        this.memory = memory;
        saltLength = SaltLength(receiver);
    }

    /// <summary>Empty unless the key is shared.</summary>
    public Span<byte> Salt => memory.Slice(Keys, saltLength);

    public Span<byte> Vector => memory.Slice(Keys + saltLength, cipher.VectorLength);

    /// <summary>Empty if the key is shared.</summary>
    public Span<byte> EncryptedKey => memory[(Keys + saltLength + cipher.VectorLength)..];

    private Span<byte> ContentKey => memory[..cipher.KeyLength];

    private Span<byte> Material => memory.Slice(cipher.KeyLength, MessageKey.MaterialLength);

    private int Keys => cipher.KeyLength + MessageKey.MaterialLength;

    /// <summary>At most some 2 KiB: that of the longest wrapped key.</summary>
    public static int Length(EncryptionKey receiver, ContentEncryption content) =>
        content.KeyLength + MessageKey.MaterialLength + SaltLength(receiver) + content.Cipher.VectorLength + receiver.WrappedLength;

    /// <summary>Draws what is random, and derives the content key.</summary>
    public void Prepare(EncryptionKey receiver)
    {
        RandomNumberGenerator.Fill(memory.Slice(Keys, saltLength + cipher.VectorLength));
        receiver.DeliverMaterial(Material, EncryptedKey);
        MessageKey.Derive(Material, Salt, ContentKey);
    }

    /// <param name="payload">What is encrypted.</param>
    /// <param name="associatedData">Authenticated with it.</param>
    /// <param name="ciphertext">Exactly as long as the cipher says.</param>
    /// <param name="tag">Exactly as long as the cipher says.</param>
    public void Encrypt(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> associatedData, Span<byte> ciphertext, Span<byte> tag) =>
        cipher.Encrypt(ContentKey, Vector, payload, associatedData, ciphertext, tag);

    public void Erase() => CryptographicOperations.ZeroMemory(memory);

    private static int SaltLength(EncryptionKey receiver) => receiver.KeyManagement.WrapsWithRsa ? 0 : MessageKey.SaltLength;
}
