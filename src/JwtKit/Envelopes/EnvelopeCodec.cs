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
}
