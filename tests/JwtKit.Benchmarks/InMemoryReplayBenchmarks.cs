using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>The replay store of one machine, filled by two threads at once.</summary>
public class InMemoryReplayBenchmarks
{
    private const int Count = 400_000;
    private const int Threads = 2;

    private readonly DateTimeOffset expires = TimeProvider.System.GetUtcNow().AddMinutes(5);
    private readonly ReplayId[] ids = [.. Enumerable.Range(0, Count).Select(static number => ReplayId.Create("cs-demo", $"token-{number}"))];
    private InMemoryReplayStore store = new();

    [IterationSetup]
    public void Empty() => store = new InMemoryReplayStore();

    [Benchmark(OperationsPerInvoke = Count)]
    [Target(MinimumRate = 2_000_000)]
    public void Record_on_two_threads() => Parallel.For(0, Threads, thread =>
    {
        for (int i = thread; i < Count; i += Threads)
        {
            _ = store.TryRecordAsync(ids[i], expires, CancellationToken.None).Result;
        }
    });

    [Benchmark(OperationsPerInvoke = Count)]
    public void Record_on_one_thread()
    {
        foreach (ReplayId id in ids)
        {
            _ = store.TryRecordAsync(id, expires, CancellationToken.None).Result;
        }
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void Make_the_id_and_record_on_two_threads() => Parallel.For(0, Threads, thread =>
    {
        for (int i = thread; i < Count; i += Threads)
        {
            _ = store.TryRecordAsync(ReplayId.Create("cs-demo", "Vb0G3DgTSbqSKIJCxwoXqQ"), expires, CancellationToken.None).Result;
        }
    });
}
