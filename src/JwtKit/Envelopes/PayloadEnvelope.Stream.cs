namespace JwtKit;

/// <content>Streams. docs/envelope-format.md describes their format.</content>
public static partial class PayloadEnvelope
{
    /// <summary>Seals a stream of any length in chunks of 64 KiB, each authenticated with its place and the last with its being the last. Takes constant memory.</summary>
    /// <param name="payload">Read from where it stands to its end; left open. At most 256 TiB.</param>
    /// <param name="destination">Receives the envelope, in binary, which ends where this ends; left open and not flushed. After an exception it holds nothing that opens.</param>
    /// <param name="receiver">RSA-OAEP-256 or RSA-OAEP, or a shared key of exactly 32 bytes, from which each message's key is derived.</param>
    /// <param name="context">What the payload is for; the receiver must expect the same. <see cref="EnvelopeContext.None"/> is written out.</param>
    /// <param name="contentType">The payload's media type, authenticated, and readable by anyone: 1 to 256 printable ASCII characters. None by default.</param>
    /// <param name="progress">Told after each chunk how many bytes of payload are done. Not told by default.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The key is one for RSA1_5 or of another length, the content type is not acceptable, or a stream does not read or write.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    /// <exception cref="InvalidOperationException">The payload is longer than 256 TiB.</exception>
    /// <exception cref="OperationCanceledException">The token ended it.</exception>
    /// <remarks>Exceptions of the two streams pass through. The length of the payload can be seen from outside.</remarks>
    public static Task SealAsync(
        Stream payload,
        Stream destination,
        EncryptionKey receiver,
        EnvelopeContext context,
        string? contentType = null,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireStreams(payload, nameof(payload), destination);
        ArgumentNullException.ThrowIfNull(context);
        EnvelopeRules.Require(receiver, nameof(receiver));
        EnvelopeContentType.Check(contentType, nameof(contentType));
        return StreamSealer.SealAsync(StreamBeginning.Make(receiver, context, contentType), payload, destination, progress, cancellationToken);
    }

    /// <summary>Opens an envelope that <see cref="SealAsync"/> made. Takes constant memory.</summary>
    /// <param name="envelope">Read to its end, or to the first fault; left open.</param>
    /// <param name="destination">Receives the payload; left open and not flushed.</param>
    /// <param name="keys">The keys to open with: one, several, or a key ring.</param>
    /// <param name="context">What the payload has to be for.</param>
    /// <param name="progress">Told after each chunk how many bytes of payload are done. Not told by default.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Whether it was opened to its end. If not, discard whatever was written.</returns>
    /// <exception cref="ArgumentException">A stream does not read or write.</exception>
    /// <exception cref="ObjectDisposedException">A key was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token ended it. Discard whatever was written.</exception>
    /// <remarks>
    /// Each chunk is written once it is authenticated, so the destination fills before the end has been seen: until then, treat what is there as provisional.
    /// Write to a temporary file and rename it, for instance. No envelope, however it is made, causes an exception; those of the two streams and of a remote
    /// key pass through.
    /// </remarks>
    public static Task<EnvelopeStreamResult> OpenAsync(
        Stream envelope,
        Stream destination,
        EnvelopeKeys keys,
        EnvelopeContext context,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireStreams(envelope, nameof(envelope), destination);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(context);
        return StreamOpener.OpenAsync(envelope, destination, keys, context, progress, cancellationToken);
    }

    /// <summary>Opens an envelope that <see cref="SealAsync"/> made for reading its payload step by step. Takes constant memory.</summary>
    /// <param name="envelope">Read as the payload is read; left open.</param>
    /// <param name="keys">The keys to open with: one, several, or a key ring.</param>
    /// <param name="context">What the payload has to be for.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The payload; null for anything that was not sealed for one of the keys in this context.</returns>
    /// <exception cref="ArgumentException">The stream does not read.</exception>
    /// <exception cref="ObjectDisposedException">A key was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token ended it.</exception>
    public static ValueTask<EnvelopePayloadStream?> OpenReadAsync(
        Stream envelope, EnvelopeKeys keys, EnvelopeContext context, CancellationToken cancellationToken = default)
    {
        RequireStreams(envelope, nameof(envelope), Stream.Null);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(context);
        return EnvelopePayloadStream.BeginAsync(envelope, keys, context, cancellationToken);
    }

    private static void RequireStreams(Stream source, string sourceName, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(source, sourceName);
        ArgumentNullException.ThrowIfNull(destination);
        if (!source.CanRead)
        {
            throw new ArgumentException("The stream cannot be read.", sourceName);
        }

        if (!destination.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written to.", nameof(destination));
        }
    }
}
