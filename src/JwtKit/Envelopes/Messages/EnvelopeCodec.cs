using System.Buffers;

namespace JwtKit;

/// <summary>How one format of envelopes is written and read. Immutable and safe for concurrent use.</summary>
internal abstract class EnvelopeCodec
{
    /// <summary>Whether a payload may have a media type.</summary>
    public abstract bool CarriesContentType { get; }

    /// <summary>Seals into the buffer, which advances once, by the whole message.</summary>
    public abstract void Seal(ReadOnlySpan<byte> payload, EncryptionKey receiver, EnvelopeContext context, string? contentType, IBufferWriter<byte> destination);

    /// <summary>Reads all but the ciphertext; null for anything that is no message of this format and context.</summary>
    public abstract ReceivedEnvelope? Receive(ReadOnlySpan<byte> text, EnvelopeContext context);

    /// <summary>Receives a JSON object: the ciphertext is passed over where it is the only long member, and otherwise the whole is read. Both say the same.</summary>
    protected ReceivedEnvelope? ReceiveObject(ReadOnlySpan<byte> text, EnvelopeContext context)
    {
        if (LongMember.TryCut(text, out LongMember cut))
        {
            using (cut)
            {
                ReceivedEnvelope? message = Read(cut, context);
                if (message is not null || !cut.IsCut)
                {
                    return message;
                }
            }
        }

        return LongMember.TryTakeWhole(text, out LongMember whole) ? Read(whole, context) : null;
    }

    /// <summary>Reads the members of a JSON object.</summary>
    protected abstract ReceivedEnvelope? Read(LongMember json, EnvelopeContext context);
}

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
