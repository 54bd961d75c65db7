namespace JwtKit.Tests;

/// <summary>What a replay store in memory must do, at its plainest: each id with its end in whole seconds, and a clock that never goes back.</summary>
internal sealed class ReplayModel(int capacity)
{
    private readonly Dictionary<ReplayId, long> ends = [];
    private readonly PriorityQueue<ReplayId, long> byEnd = new();
    private long latest = long.MinValue;

    public ReplayOutcome TryRecord(ReplayId id, DateTimeOffset expires, DateTimeOffset now)
    {
        latest = Math.Max(latest, now.ToUnixTimeSeconds());
        while (byEnd.TryPeek(out ReplayId first, out long firstEnd) && firstEnd <= latest)
        {
            ends.Remove(first);
            byEnd.Dequeue();
        }

        long end = (long)decimal.Ceiling((decimal)(expires - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerSecond);
        if (end <= latest)
        {
            return ReplayOutcome.Expired;
        }

        if (ends.ContainsKey(id))
        {
            return ReplayOutcome.AlreadyRecorded;
        }

        if (ends.Count >= capacity)
        {
            return ReplayOutcome.Full;
        }

        ends.Add(id, end);
        byEnd.Enqueue(id, end);
        return ReplayOutcome.Recorded;
    }
}
