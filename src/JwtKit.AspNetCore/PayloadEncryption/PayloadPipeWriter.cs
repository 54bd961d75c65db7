using System.IO.Pipelines;

namespace JwtKit;

/// <summary>Writes into a <see cref="PayloadBuffer"/>: at once, so that nothing waits behind a response that is cleared.</summary>
internal sealed class PayloadPipeWriter(PayloadBuffer payload) : PipeWriter
{
    private int flushed;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => Math.Max(0, payload.Length - flushed);

    public override void Advance(int bytes) => payload.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => payload.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => payload.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        flushed = payload.Length;
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<FlushResult>(cancellationToken) : ValueTask.FromResult(default(FlushResult));
    }

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }
}
