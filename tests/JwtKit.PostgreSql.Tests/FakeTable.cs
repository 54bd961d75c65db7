using System.Collections.Concurrent;

namespace JwtKit.PostgreSql.Tests;

/// <summary>A driver that does what the test says, and otherwise records everything.</summary>
internal sealed class FakeTable : IReplayTable
{
    private readonly ConcurrentDictionary<string, byte> recorded = new();
    private int calls;

    /// <summary>What comes of a batch, by its number from 1; null where it is recorded.</summary>
    public Func<int, CancellationToken, Task>? OnRecord { get; set; }

    public Func<CancellationToken, Task>? OnClean { get; set; }

    public Action OnDrop { get; set; } = static () => { };

    public Func<Task> OnDispose { get; set; } = static () => Task.CompletedTask;

    /// <summary>How many batches came.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>A call of the driver that never returns, whatever it is asked.</summary>
    public static Task Never { get; } = new TaskCompletionSource().Task;

    public async Task<RecordResult> RecordAsync(byte[][] ids, DateTime[] expires, DateTime now, CancellationToken cancellationToken)
    {
        int number = Interlocked.Increment(ref calls);
        if (OnRecord?.Invoke(number, cancellationToken) is { } work)
            await work;
        return new RecordResult(null, [.. ids.Where(id => recorded.TryAdd(Convert.ToHexString(id), 0))], [], now);
    }

    public Task CreateAsync(CancellationToken cancellationToken) => Never;

    public async Task<CleaningResult> DeleteOverAsync(int limit, DateTime now, CancellationToken cancellationToken)
    {
        if (OnClean?.Invoke(cancellationToken) is { } work)
            await work;
        return new CleaningResult(0, now);
    }

    public void DropIdleConnections() => OnDrop();

    public async ValueTask DisposeAsync() => await OnDispose();
}
