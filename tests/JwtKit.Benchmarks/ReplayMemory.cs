using System.Globalization;

namespace JwtKit.Benchmarks;

/// <summary>What a live id takes in the replay store of one machine.</summary>
internal static class ReplayMemory
{
    public static void Print()
    {
        Console.WriteLine("Memory of the in-memory replay store                       target: <= 64 bytes per live id");
        foreach (int count in (ReadOnlySpan<int>)[100_000, 530_000, 1_000_000])
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,9:N0} ids: {BytesPerId(count),6:N1} bytes per live id"));
        }
    }

    private static double BytesPerId(int count)
    {
        InMemoryReplayStore store = new();
        DateTimeOffset expires = TimeProvider.System.GetUtcNow().AddMinutes(30);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < count; i++)
        {
            _ = store.TryRecordAsync(ReplayId.Create("cs-demo", $"token-{i}"), expires, CancellationToken.None).Result;
        }

        double bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(store);
        return bytes / count;
    }
}
