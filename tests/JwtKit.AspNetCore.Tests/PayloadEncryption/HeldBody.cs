using Microsoft.AspNetCore.Http;

namespace JwtKit.AspNetCore.Tests;

/// <summary>The body of an upload that stops: gives so many bytes, says when all of them were taken, and ends when it is told to.</summary>
internal sealed class HeldBody(int length) : Stream
{
    private readonly TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int left = length;

    /// <summary>All bytes were read, and more were asked for.</summary>
    public Task Taken => taken.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void End() => end.SetResult();

    /// <summary>As Kestrel ends an upload that is too slow.</summary>
    public void TimeOut() => end.SetException(new BadHttpRequestException("Too slow.", StatusCodes.Status408RequestTimeout));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left == 0)
        {
            taken.TrySetResult();
            await end.Task.WaitAsync(cancellationToken);
            return 0;
        }

        int read = Math.Min(left, buffer.Length);
        left -= read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
