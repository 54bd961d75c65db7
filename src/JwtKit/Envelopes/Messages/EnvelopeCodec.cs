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

    /// <summary>The same for the text of a JSON object, read as a whole, whatever its length.</summary>
    public ReceivedEnvelope? ReceiveWhole(ReadOnlySpan<byte> text, EnvelopeContext context) =>
        LongMember.TryTakeWhole(text, out LongMember whole) ? Read(whole, context) : null;

    /// <summary>Receives a JSON object: the ciphertext is passed over where it is the only long member, and otherwise the whole is read. Both say the same.</summary>
    protected ReceivedEnvelope? ReceiveObject(ReadOnlySpan<byte> text, EnvelopeContext context)
    {
        if (LongMember.TryCut(text, out LongMember cut))
        {
            using (cut)
            {
                ReceivedEnvelope? message = Read(cut, context);
                if (!cut.IsCut)
                {
                    return message;
                }

                if (message is not null)
                {
                    message.ReadWithout(cut.CutOut, this, context);
                    return message;
                }
            }
        }

        return ReceiveWhole(text, context);
    }

    /// <summary>Reads the members of a JSON object.</summary>
    protected abstract ReceivedEnvelope? Read(LongMember json, EnvelopeContext context);
}
