namespace JwtKit;

/// <summary>Writes into a <see cref="PayloadBuffer"/>, whose owner disposes that. It can be cut off, as one clears a response, but neither read nor written elsewhere than at its end.</summary>
internal sealed class PayloadStream(PayloadBuffer payload) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => payload.Length;

    public override long Position
    {
        get => payload.Length;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The payload is only written here.");

    public override long Seek(long offset, SeekOrigin origin)
    {
        long place = offset + (origin == SeekOrigin.Begin ? 0 : payload.Length);
        return place == payload.Length ? place : throw new NotSupportedException("The payload is written at its end only; SetLength cuts it off.");
    }

    public override void SetLength(long value) => payload.Truncate(checked((int)value));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => payload.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        payload.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }
}
