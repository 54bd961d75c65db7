namespace JwtKit;

/// <summary>The payload of a streamed envelope, opened as it is read: from <see cref="PayloadEnvelope.OpenReadAsync"/>. For one reader at a time, asynchronously.</summary>
/// <remarks>
/// Only authenticated payload is read from it, and its end only if it is the payload's: anything else throws <see cref="EnvelopeDamagedException"/>. Until the
/// end was read, what came before it is provisional. Leaves the envelope's stream open.
/// </remarks>
public sealed class EnvelopePayloadStream : Stream
{
    private readonly StreamOpening opening;
    private ReadOnlyMemory<byte> rest;
    private bool isDamaged;
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
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (rest.IsEmpty && !opening.IsLast && !buffer.IsEmpty)
        {
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

        int count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    /// <inheritdoc />
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

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

    /// <summary>Erases the keys and the payload that was not read yet.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true;
            rest = default;
            opening.Dispose();
        }

        base.Dispose(disposing);
    }
}
