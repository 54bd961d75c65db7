namespace JwtKit;

/// <summary>A received envelope with its short parts read, and nothing decoded of its ciphertext or believed.</summary>
internal abstract class ReceivedEnvelope : IDisposable
{
    public abstract string? KeyId { get; }

    public abstract string? ContentType { get; }

    public abstract ReadOnlyMemory<byte> EncryptedKey { get; }

    /// <summary>How much room opening needs, in bytes: at least the payload.</summary>
    public abstract int Room { get; }

    /// <summary>Whether keys of this way are of the algorithm that the message was sealed with.</summary>
    public abstract bool IsFor(KeyManagement keyManagement);

    /// <summary>Decrypts the ciphertext at the place where it decodes it.</summary>
    /// <param name="text">The text that this was read from.</param>
    /// <param name="key">The key that the material came from.</param>
    /// <param name="material">32 bytes.</param>
    /// <param name="room">Exactly <see cref="Room"/> bytes. Begins with the payload, or holds anything.</param>
    /// <param name="length">How long the payload is.</param>
    public abstract bool TryDecrypt(ReadOnlySpan<byte> text, DecryptionKey key, ReadOnlySpan<byte> material, Span<byte> room, out int length);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
