using System.Buffers.Binary;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>
/// Remembers used tokens in this process: for one machine, and for as long as the process lives. Tokens that were issued before it was made are refused, since
/// an earlier process may have accepted them.
/// </summary>
/// <remarks>
/// <para>
/// Safe for concurrent use. An id that is alive takes at most 64 bytes, beside some hundred KB for the empty store, and is never forgotten; at the bound new
/// tokens are refused. The store is spread over shards, each with its own lock, and forgets expired ids a few at each call, so that no call has to look for
/// many. Memory that it has taken it keeps for later ids.
/// </para>
/// <para>
/// A clock that is set back does not bring back what was forgotten: the store goes on from the latest time it has seen, and until the clock is there again it
/// refuses tokens that end before. "Issued before" goes by the issuer's clock and by whole seconds: where that clock is ahead of this one, tokens of
/// so short a time before the start count as later ones.
/// </para>
/// </remarks>
public sealed class InMemoryReplayStore : IReplayStore
{
    /// <summary>How many ids a store holds unless told otherwise: a million, in about 60 MB. An empty store takes 260 KB.</summary>
    public const int DefaultCapacity = 1_000_000;

    private const int ShardBits = 5;

    private readonly ReplayShard[] shards;
    private readonly ulong multiplier;
    private readonly TimeProvider timeProvider;
    private readonly int capacity;
    private int count;
    private long latest = long.MinValue;
    private long withoutExpiredAt = long.MinValue;

    /// <summary>An empty store.</summary>
    /// <param name="capacity">How many ids that are alive it holds at most; a million by default. Tokens per second times their lifetime in seconds is what is needed.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not positive.</exception>
    public InMemoryReplayStore(int capacity = DefaultCapacity, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        this.capacity = capacity;
        this.timeProvider = timeProvider ?? TimeProvider.System;
        DateTimeOffset now = this.timeProvider.GetUtcNow();
        Created = now;
        multiplier = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
        shards = [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new ReplayShard(now.ToUnixTimeSeconds()))];
    }

    /// <summary>
    /// Accepts tokens that were issued before the store was made: each of them is then accepted once by this process, although an earlier one may have accepted
    /// it before.
    /// </summary>
    /// <value>False by default.</value>
    public bool AcceptEarlierTokens { get; init; }

    /// <summary>When the store was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>How many ids it holds; among them some that have expired and were not cleared away yet.</summary>
    public int Count => Volatile.Read(ref count);

    /// <inheritdoc />
    public DateTimeOffset? RemembersSince => AcceptEarlierTokens ? null : Created;

    /// <inheritdoc />
    public ValueTask<ReplayOutcome> TryRecordAsync(ReplayId id, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<ReplayOutcome>(TryRecord(id, expires));
    }

    /// <summary>How many ids it holds, and how many it may.</summary>
    public override string ToString() => $"InMemoryReplayStore ({Count} of {capacity} ids)";

    private ReplayOutcome TryRecord(in ReplayId id, DateTimeOffset expires)
    {
        // Whole seconds, rounded up: the record lives as long as it must, and up to a second more.
        long end = (expires.UtcTicks - DateTime.UnixEpoch.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
        long now = LatestSecond();

        // Multiply-shift hashing with a random factor: whoever can choose token ids cannot make them meet in one place of the table.
        ulong mixed = (id.Prefix * multiplier) >> 27;
        ReplayShard shard = shards[mixed >> (37 - ShardBits)];
        ReplayOutcome outcome = shard.TryRecord(in id, mixed, end, now, ref count, capacity);
        while (outcome == ReplayOutcome.Full && TryMakeRoom(now))
        {
            outcome = shard.TryRecord(in id, mixed, end, now, ref count, capacity);
        }

        return outcome;
    }

    /// <summary>The current second, or the latest one seen if the clock was set back.</summary>
    private long LatestSecond()
    {
        long now = timeProvider.GetUtcNow().ToUnixTimeSeconds();
        long seen = Volatile.Read(ref latest);
        while (now > seen)
        {
            long before = Interlocked.CompareExchange(ref latest, now, seen);
            seen = before == seen ? now : before;
        }

        return seen;
    }

    /// <summary>Clears one expired id away, wherever it is. Once none is left, the shards are not looked through again in that second.</summary>
    private bool TryMakeRoom(long now)
    {
        if (now <= Volatile.Read(ref withoutExpiredAt))
        {
            return false;
        }

        foreach (ReplayShard shard in shards)
        {
            if (shard.TryMakeRoom(now, ref count))
            {
                return true;
            }
        }

        Volatile.Write(ref withoutExpiredAt, now);
        return false;
    }
}
