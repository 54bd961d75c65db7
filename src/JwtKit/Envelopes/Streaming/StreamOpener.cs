using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Opens one stream into another, chunk by chunk: nothing is written that was not authenticated. Memory does not grow with the payload.</summary>
internal static class StreamOpener
{
    /// <param name="envelope">Read to its end, or to the first fault.</param>
    /// <param name="destination">Written to, neither flushed nor closed.</param>
    /// <param name="keys">The keys to open with.</param>
    /// <param name="context">What the message has to be for.</param>
    /// <param name="progress">Told the payload bytes done after each chunk.</param>
    /// <param name="cancellationToken">Ends it between chunks, and goes to both streams.</param>
    public static async Task<EnvelopeStreamResult> OpenAsync(
        Stream envelope, Stream destination, EnvelopeKeys keys, EnvelopeContext context, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using StreamOpening? opening = await StreamOpening.BeginAsync(envelope, keys, context, cancellationToken).ConfigureAwait(false);
        if (opening is null)
        {
            return EnvelopeStreamResult.Failed(bytesWritten: 0);
        }

        long done = 0;
        while (!opening.IsLast)
        {
            if (!await opening.TryReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return EnvelopeStreamResult.Failed(done);
            }

            await opening.WriteAsync(destination, opening.Current, cancellationToken).ConfigureAwait(false);
            done += opening.Current.Length;
            progress?.Report(done);
        }

        return EnvelopeStreamResult.Opened(done, opening.ContentType);
    }
}

/// <summary>A streamed message whose header is authentic, and its chunks, one after the other. For one thread.</summary>
internal sealed class StreamOpening : IDisposable
{
    private readonly StreamCipher cipher;
    private readonly StreamChunks chunks;
    private readonly RentedBuffer output;

    private StreamOpening(Stream envelope, StreamHeader header, StreamCipher cipher)
    {
        this.cipher = cipher;
        ContentType = header.ContentType;
        chunks = new StreamChunks(envelope, header.ChunkLength + StreamCipher.TagLength);
        output = new RentedBuffer(header.ChunkLength);
    }

    public string? ContentType { get; }

    /// <summary>The payload of this chunk, authenticated; valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>Whether the payload ends with this chunk.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Reads what comes before the chunks; null for anything that was not sealed for one of the keys in this context.</summary>
    public static async ValueTask<StreamOpening?> BeginAsync(Stream envelope, EnvelopeKeys keys, EnvelopeContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] prefix = new byte[StreamHeader.PrefixLength];
        if (!await FillAsync(envelope, prefix, cancellationToken).ConfigureAwait(false) || !StreamHeader.TryReadLength(prefix, out int length))
        {
            return null;
        }

        byte[] bytes = new byte[length + StreamKey.CommitmentLength];
        prefix.CopyTo(bytes, 0);
        if (!await FillAsync(envelope, bytes.AsMemory(prefix.Length), cancellationToken).ConfigureAwait(false)
            || !StreamHeader.TryParse(bytes.AsMemory(0, length), out StreamHeader? header))
        {
            return null;
        }

        foreach (DecryptionKey key in keys.For(header.KeyId, way => way == header.KeyManagement))
        {
            if (await FindCipherAsync(header, bytes.AsMemory(length), key, context, cancellationToken).ConfigureAwait(false) is { } cipher)
            {
                return new StreamOpening(envelope, header, cipher);
            }
        }

        return null;
    }

    /// <summary>Reads and authenticates the next chunk, not after the last; false for one that is damaged, moved, missing or too many.</summary>
    public async ValueTask<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        Current = default;
        await chunks.ReadAsync(cancellationToken).ConfigureAwait(false);
        Memory<byte> chunk = output.Memory[..Math.Max(0, chunks.Current.Length - StreamCipher.TagLength)];
        if (!cipher.TryOpen(chunks.Current.Span, chunk.Span, chunks.IsLast))
        {
            return false;
        }

        Current = chunk;
        IsLast = chunks.IsLast;
        return true;
    }

    /// <summary>Writes the payload of this chunk, or a part of it.</summary>
    public async ValueTask WriteAsync(Stream destination, ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        output.Lend();
        await destination.WriteAsync(part, cancellationToken).ConfigureAwait(false);
        output.TakeBack();
    }

    public void Dispose()
    {
        cipher.Dispose();
        chunks.Dispose();
        output.Dispose();
    }

    private static async ValueTask<bool> FillAsync(Stream envelope, Memory<byte> bytes, CancellationToken cancellationToken) =>
        await envelope.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == bytes.Length;

    /// <remarks>
    /// Random material stands in for what cannot be unwrapped, and the commitment then differs as for any other fault: there is one path and one failure.
    /// </remarks>
    private static async ValueTask<StreamCipher?> FindCipherAsync(
        StreamHeader header, ReadOnlyMemory<byte> commitment, DecryptionKey key, EnvelopeContext context, CancellationToken cancellationToken)
    {
        byte[] material = KeyMemory.Allocate(StreamKey.MaterialLength);
        try
        {
            RandomNumberGenerator.Fill(material);
            await key.RecoverOverAsync(header.WrappedKey, material, cancellationToken).ConfigureAwait(false);
            return CipherIfCommitted(header, commitment.Span, material, context);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(material);
        }
    }

    private static StreamCipher? CipherIfCommitted(StreamHeader header, ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> material, EnvelopeContext context)
    {
        Span<byte> derived = stackalloc byte[StreamKey.DerivedLength];
        try
        {
            StreamKey.Derive(material, header.Bytes.Span, header.Salt.Span, context, derived);
            return CryptographicOperations.FixedTimeEquals(derived[StreamCipher.KeyLength..], commitment) ? new StreamCipher(derived[..StreamCipher.KeyLength]) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }
}
