namespace JwtKit;

/// <summary>The payload of a streamed envelope, opened as it is read. For one reader at a time, asynchronously.</summary>
/// <remarks>
/// Only authenticated payload is read from it, and its end only if it is the payload's: anything else throws <see cref="EnvelopeDamagedException"/>. Until the
/// end was read, what came before it is provisional. Leaves the envelope's stream open.
/// </remarks>
internal sealed class EnvelopeStreamReader : Stream
{
    private readonly StreamOpening opening;
    private ReadOnlyMemory<byte> rest;
    private bool isDamaged;
    private bool isDisposed;

    private EnvelopeStreamReader(StreamOpening opening) => this.opening = opening;

    /// <summary>The media type that the sender gave; authentic from the start.</summary>
    public string? ContentType => opening.ContentType;

    public override bool CanRead => !isDisposed;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads what comes before the payload; null for anything that was not sealed for one of the keys in this context.</summary>
    public static async ValueTask<EnvelopeStreamReader?> BeginAsync(Stream envelope, OpeningKeys keys, EnvelopeContext context, CancellationToken cancellationToken) =>
        await StreamOpening.BeginAsync(envelope, keys, context, cancellationToken).ConfigureAwait(false) is { } opening ? new EnvelopeStreamReader(opening) : null;

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

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An envelope is read asynchronously: use ReadAsync or CopyToAsync.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
