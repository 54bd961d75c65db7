using System.Buffers;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>How reading a stream into a <see cref="PayloadBuffer"/> ended.</summary>
internal enum PayloadReadResult
{
    Whole,
    TooLong,
    NoMemory,
}

/// <summary>Bytes in chunks, which are erased when they are let go. Ends at its limit. Not safe for concurrent use.</summary>
/// <remarks>
/// The chunks belong to the collector and not to a pool: a pool would keep the memory of the largest load for good, and work that outlives its request could
/// still write into what is another's by then.
/// </remarks>
/// <param name="limit">The longest content, in bytes.</param>
/// <param name="share">What the chunks are taken from; null where nothing bounds them but the limit.</param>
/// <param name="use">What they are taken for.</param>
internal sealed class PayloadBuffer(int limit, PayloadShare? share = null, PayloadUse use = PayloadUse.Request) : IBufferWriter<byte>, IDisposable
{
    private const int LeastChunk = 4 * 1024;

    /// <summary>Below what the collector treats as a large object.</summary>
    private const int MostChunk = 64 * 1024;

    private readonly List<byte[]> full = [];
    private readonly List<int> lengths = [];
    private byte[] last = [];
    private int lastLength;
    private PayloadUse use = use;

    /// <summary>What is taken ahead; null where no stream is read.</summary>
    private PayloadReservation? reserve;

    public int Length { get; private set; }

    /// <summary>Whether more was to be written than the limit allows, so that the content is not whole.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>Whether there was no memory for what was to be written, so that the content is not whole.</summary>
    public bool IsStarved { get; private set; }

    /// <exception cref="PayloadTooLongException">The content is longer than the limit now.</exception>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, last.Length - lastLength);
        RequireWithinLimit(count);
        lastLength += count;
        Length += count;
    }

    /// <summary>Room beyond the limit too: a writer that asks for more than it needs is stopped when it has written too much.</summary>
    /// <exception cref="PayloadMemoryException">There is no memory for it.</exception>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        int needed = Math.Max(sizeHint, 1);
        if (last.Length - lastLength < needed && !TryAdd(needed))
        {
            throw new PayloadMemoryException();
        }

        return last.AsMemory(lastLength);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <exception cref="PayloadTooLongException">There is no room for so much within the limit.</exception>
    /// <exception cref="PayloadMemoryException">There is no memory for it.</exception>
    public void Write(ReadOnlySpan<byte> content)
    {
        RequireWithinLimit(content.Length);
        while (!content.IsEmpty)
        {
            Span<byte> room = GetSpan();
            int count = Math.Min(room.Length, content.Length);
            content[..count].CopyTo(room);
            Advance(count);
            content = content[count..];
        }
    }

    /// <summary>Reads a stream to its end, or until it is longer than the limit or memory is short.</summary>
    public async ValueTask<PayloadReadResult> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        reserve ??= new PayloadReservation(share);
        while (true)
        {
            if (last.Length == lastLength && !(reserve.TryGrow(Math.Min(limit, Length + ChunkFor(1))) && TryAdd(1)))
            {
                return PayloadReadResult.NoMemory;
            }

            int read = await stream.ReadAsync(last.AsMemory(lastLength), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return PayloadReadResult.Whole;
            }

            if (read > limit - Length)
            {
                return PayloadReadResult.TooLong;
            }

            lastLength += read;
            Length += read;
        }
    }

    /// <summary>The content in one piece. While it is joined it is there twice.</summary>
    /// <exception cref="PayloadMemoryException">There is no memory for it.</exception>
    public ReadOnlyMemory<byte> Join()
    {
        if (full.Count > 0)
        {
            byte[] whole = reserve?.Allocate(Length) ?? Allocate(Length) ?? throw new PayloadMemoryException();
            int written = 0;
            for (int i = 0; i < full.Count; i++)
            {
                full[i].AsSpan(0, lengths[i]).CopyTo(whole.AsSpan(written));
                written += lengths[i];
                LetGo(full[i]);
                full[i] = [];
            }

            last.AsSpan(0, lastLength).CopyTo(whole.AsSpan(written));
            LetGo(last);
            full.Clear();
            lengths.Clear();
            last = whole;
            lastLength = whole.Length;
        }

        return last.AsMemory(0, lastLength);
    }

    /// <summary>Gives back what was taken ahead, but for what the opened content holds: that is the caller's from now on.</summary>
    /// <returns>How many bytes of the share the opened content holds.</returns>
    public long LeaveReserve()
    {
        using PayloadReservation? left = reserve;
        reserve = null;
        return left?.Leave(Length) ?? 0;
    }

    /// <summary>Cuts the content off, and erases what is cut off.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        while (Length - lastLength >= length && full.Count > 0)
        {
            Length -= lastLength;
            LetGo(last);
            (last, lastLength) = (full[^1], lengths[^1]);
            full.RemoveAt(full.Count - 1);
            lengths.RemoveAt(lengths.Count - 1);
        }

        lastLength -= Length - length;
        Length = length;
        CryptographicOperations.ZeroMemory(last.AsSpan(lastLength));
        IsOverfull &= length > 0;
        IsStarved &= length > 0;
    }

    /// <summary>From now on it holds a refusal, for which there is always memory.</summary>
    public void BeginRefusal() => use = PayloadUse.Refusal;

    public void Dispose()
    {
        full.ForEach(LetGo);
        LetGo(last);
        full.Clear();
        lengths.Clear();
        last = [];
        lastLength = 0;
        Length = 0;
        reserve?.Dispose();
    }

    private void RequireWithinLimit(int count)
    {
        if (count > limit - Length)
        {
            IsOverfull = true;
            throw new PayloadTooLongException(limit);
        }
    }

    /// <summary>A further chunk: as long as all before it together, within bounds.</summary>
    private bool TryAdd(int needed)
    {
        byte[]? added = Allocate(ChunkFor(needed));
        if (added is null)
        {
            return false;
        }

        if (lastLength > 0)
        {
            full.Add(last);
            lengths.Add(lastLength);
        }
        else
        {
            LetGo(last);
        }

        (last, lastLength) = (added, 0);
        return true;
    }

    private int ChunkFor(int needed) => Math.Max(needed, Math.Clamp(Length, LeastChunk, MostChunk));

    private byte[]? Allocate(int length)
    {
        if (share?.TryTake(length, use) == false)
        {
            IsStarved = true;
            return null;
        }

        return GC.AllocateUninitializedArray<byte>(length);
    }

    // All of it: a writer may have left more behind than it counted.
    private void LetGo(byte[] used)
    {
        CryptographicOperations.ZeroMemory(used);
        if (reserve is null)
        {
            share?.Give(used.Length);
        }
        else
        {
            reserve.Keep(used);
        }
    }
}

/// <summary>A payload is longer than its limit.</summary>
internal sealed class PayloadTooLongException(int limit) : InvalidOperationException($"The payload has more than {limit} bytes, which is the limit here; MaximumLength of the payload encryption raises it.");

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
