namespace JwtKit;

/// <summary>A received envelope with its short parts read, and nothing decoded of its ciphertext or believed.</summary>
internal abstract class ReceivedEnvelope : IDisposable
{
    private EnvelopeCodec? codec;
    private EnvelopeContext? context;
    private (int Start, int Length) unread;

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

    /// <summary>Notes what was taken for the ciphertext without a look at it.</summary>
    public void ReadWithout((int Start, int Length) part, EnvelopeCodec reader, EnvelopeContext expected)
    {
        unread = part;
        codec = reader;
        context = expected;
    }

    /// <summary>
    /// What a reading of the whole finds, for a message that did not open because its ciphertext was taken for longer than it is: a quote stands in it, and
    /// further members behind that. Null for any other message.
    /// </summary>
    /// <param name="text">The text that this was read from.</param>
    public ReceivedEnvelope? Reread(ReadOnlySpan<byte> text) =>
        codec is not null && text.Slice(unread.Start, unread.Length).Contains((byte)'"') ? codec.ReceiveWhole(text, context!) : null;

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
