namespace JwtKit;

/// <summary>The payload of a streamed envelope, opened as it is read: from <see cref="PayloadEnvelope.OpenReadAsync"/>. For one reader at a time, asynchronously.</summary>
/// <remarks>
/// Only authenticated payload is read from it, and its end only if it is the payload's: anything else throws <see cref="EnvelopeDamagedException"/>. Until the
/// end was read, what came before it is provisional. Leaves the envelope's stream open. A read that is given up, by <c>WaitAsync</c> for instance, goes on until
/// the envelope's stream ends it; disposing meanwhile is allowed, and then nothing more is written into the memory that the read was given.
/// </remarks>
public sealed class EnvelopePayloadStream : Stream
{
    private readonly StreamOpening opening;
    private ReadOnlyMemory<byte> rest;
    private readonly Lock gate = new();
    private bool isDamaged;
    private bool isReading;
    private bool isDisposed;

    private EnvelopePayloadStream(StreamOpening opening) => this.opening = opening;

    /// <summary>The media type that the sender gave; authentic from the start.</summary>
    public string? ContentType => opening.ContentType;

    /// <inheritdoc />
    public override bool CanRead => !isDisposed;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads what comes before the payload; null for anything that was not sealed for one of the keys in this context.</summary>
    internal static async ValueTask<EnvelopePayloadStream?> BeginAsync(Stream envelope, EnvelopeKeys keys, EnvelopeContext context, CancellationToken cancellationToken) =>
        await StreamOpening.BeginAsync(envelope, keys, context, cancellationToken).ConfigureAwait(false) is { } opening ? new EnvelopePayloadStream(opening) : null;

    /// <inheritdoc />
    /// <exception cref="EnvelopeDamagedException">The rest of the envelope is damaged or missing.</exception>
    /// <exception cref="InvalidOperationException">Another read has not ended yet.</exception>
    /// <exception cref="ObjectDisposedException">The stream was disposed, before the read or during it.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        BeginRead();
        try
        {
            if (!buffer.IsEmpty)
            {
                await FillAsync(cancellationToken).ConfigureAwait(false);
            }

            return Take(buffer.Span);
        }
        finally
        {
            EndRead();
        }
    }

    /// <inheritdoc />
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Writes the rest of the payload to another stream: from the memory that it is decrypted in, with no copy in between.</summary>
    /// <param name="destination">Neither flushed nor closed. Where a write throws, what it was given is lost, and reading on throws <see cref="EnvelopeDamagedException"/>.</param>
    /// <param name="bufferSize">Not used, and at least 1.</param>
    /// <param name="cancellationToken">Goes to both streams.</param>
    /// <inheritdoc cref="ReadAsync(Memory{byte}, CancellationToken)" path="/exception" />
    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        ValidateCopyToArguments(destination, bufferSize);
        return CopyRestAsync(destination, cancellationToken);
    }

    /// <summary>Not supported: an envelope is read asynchronously.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An envelope is read asynchronously: use ReadAsync or CopyToAsync.");

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>
    /// Erases the keys and the payload that was not read yet: at once, or, where a read has not ended yet, when it ends. Does not wait for it. Memory that the
    /// envelope's stream may still write into is never given to anybody else.
    /// </summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (gate)
            {
                bool isFirst = !isDisposed;
                isDisposed = true;
                if (isFirst && !isReading)
                {
                    Erase();
                }
            }
        }

        base.Dispose(disposing);
    }

    private void BeginRead()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (isReading)
            {
                throw new InvalidOperationException("Another read of the envelope has not ended yet; await each read before the next. After a read that was given up, dispose the stream.");
            }

            isReading = true;
        }
    }

    private async Task CopyRestAsync(Stream destination, CancellationToken cancellationToken)
    {
        BeginRead();
        try
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
            while (TakeAll() is { IsEmpty: false } part)
            {
                // As below: a write that threw leaves a gap, and its stream may still use the memory.
                isDamaged = true;
                await opening.WriteAsync(destination, part, cancellationToken).ConfigureAwait(false);
                isDamaged = false;
                await FillAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            EndRead();
        }
    }

    /// <summary>Reads the next chunk where nothing is left of the last one, and does nothing at the end.</summary>
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (!rest.IsEmpty || (opening.IsLast && !isDamaged))
        {
            return;
        }

        // Whatever ends this early, an exception of the envelope's stream too, there is no way to go on behind it.
        bool wasDamaged = isDamaged;
        isDamaged = true;
        if (wasDamaged || !await opening.TryReadAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new EnvelopeDamagedException();
        }

        isDamaged = false;
        rest = opening.Current;
    }

    /// <summary>What is left of the chunk; nothing more once somebody has disposed.</summary>
    private ReadOnlyMemory<byte> TakeAll()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            ReadOnlyMemory<byte> all = rest;
            rest = default;
            return all;
        }
    }

    /// <summary>Copies while nobody disposes: whoever did may have given the destination to somebody else already.</summary>
    private int Take(Span<byte> destination)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            int count = Math.Min(rest.Length, destination.Length);
            rest.Span[..count].CopyTo(destination);
            rest = rest[count..];
            return count;
        }
    }

    private void EndRead()
    {
        lock (gate)
        {
            isReading = false;
            if (isDisposed)
            {
                Erase();
            }
        }
    }

    private void Erase()
    {
        rest = default;
        opening.Dispose();
    }
}
