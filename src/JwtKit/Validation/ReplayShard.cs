namespace JwtKit;

/// <summary>
/// One part of an <see cref="InMemoryReplayStore"/>, under its own lock: a hash table of ids whose entries also hang in a timing wheel of one slot a second.
/// An entry takes 48 bytes and its share of the table 4 to 8.
/// </summary>
/// <remarks>
/// Entries lie in blocks, so that growing copies none of them and leaves at most one block half empty. What has expired is cleared in small steps, a fixed
/// number of them at each call, which is more than a call can add; no entry is looked at oftener than once in a turn of the wheel, which takes 34 minutes.
/// </remarks>
internal sealed class ReplayShard
{
    private const int SlotCount = 2048;
    private const int BlockBits = 5;
    private const int BlockSize = 1 << BlockBits;
    private const int StepsPerCall = 32;
    private const int Nothing = -1;

    private readonly Lock gate = new();
    private readonly int[] wheel = NewHeads(SlotCount);
    private readonly List<Entry[]> blocks = [];
    private readonly long start;
    private int[] table = NewHeads(16);
    private int live;
    private int used;
    private int free = Nothing;

    // The second up to which the wheel is cleared, the latest second that any caller has seen, and the entries of the slot in work that live on.
    private long cleared;
    private long latest;
    private int kept = Nothing;

    /// <param name="start">The second in which the store was made; entries keep their end relative to it.</param>
    public ReplayShard(long start) => this.start = cleared = latest = start;

    /// <param name="id">The token.</param>
    /// <param name="mixed">The id's place among all: evenly spread, and not for its sender to choose.</param>
    /// <param name="end">The second at which the record is over.</param>
    /// <param name="now">The current second.</param>
    /// <param name="count">The ids of the whole store.</param>
    /// <param name="capacity">How many the whole store may hold.</param>
    public ReplayOutcome TryRecord(in ReplayId id, ulong mixed, long end, long now, ref int count, int capacity)
    {
        lock (gate)
        {
            // A clock that was set back must not bring back what was forgotten.
            latest = Math.Max(latest, now);
            Advance(StepsPerCall, ref count);
            if (Find(in id, mixed) != Nothing)
            {
                return ReplayOutcome.AlreadyRecorded;
            }

            if (end <= latest)
            {
                return ReplayOutcome.Expired;
            }

            if (Interlocked.Increment(ref count) > capacity)
            {
                Interlocked.Decrement(ref count);
                return ReplayOutcome.Full;
            }

            Add(in id, mixed, end);
            return ReplayOutcome.Recorded;
        }
    }

    /// <summary>Clears away all that has expired.</summary>
    public void Clear(long now, ref int count)
    {
        lock (gate)
        {
            latest = Math.Max(latest, now);
            Advance(int.MaxValue, ref count);
        }
    }

    private static int[] NewHeads(int length)
    {
        int[] heads = new int[length];
        Array.Fill(heads, Nothing);
        return heads;
    }

    private ref Entry At(int index) => ref blocks[index >> BlockBits][index & (BlockSize - 1)];

    private ref int HeadOf(ulong mixed) => ref table[mixed & (ulong)(table.Length - 1)];

    private ref int SlotOf(long second) => ref wheel[(int)(second & (SlotCount - 1))];

    private int Find(in ReplayId id, ulong mixed)
    {
        int index = HeadOf(mixed);
        while (index != Nothing)
        {
            ref Entry entry = ref At(index);
            if (entry.Id.Equals(id))
            {
                break;
            }

            index = entry.NextInTable;
        }

        return index;
    }

    private void Add(in ReplayId id, ulong mixed, long end)
    {
        if (live == table.Length)
        {
            Grow();
        }

        int index = free != Nothing ? free : used++;
        if (index >> BlockBits == blocks.Count)
        {
            blocks.Add(new Entry[BlockSize]);
        }

        ref Entry entry = ref At(index);
        if (index == free)
        {
            free = entry.NextInSlot;
        }

        entry.Id = id;
        entry.Mixed = (uint)mixed;
        entry.End = (uint)Math.Min(end - start, uint.MaxValue);
        Push(ref HeadOf(mixed), ref entry.NextInTable, index);
        Push(ref SlotOf(end), ref entry.NextInSlot, index);
        live++;
    }

    private void Advance(int steps, ref int count)
    {
        // A turn of the wheel passes every slot, and in each takes all that has ended by then.
        if (kept == Nothing)
        {
            cleared = live == 0 ? latest : Math.Max(cleared, latest - SlotCount);
        }

        while (cleared < latest && steps-- > 0)
        {
            ref int slot = ref SlotOf(cleared + 1);
            if (slot == Nothing)
            {
                (slot, kept) = (kept, Nothing);
                cleared++;
                continue;
            }

            int index = slot;
            ref Entry entry = ref At(index);
            slot = entry.NextInSlot;
            if (start + entry.End <= latest)
            {
                Remove(index, ref entry);
                Interlocked.Decrement(ref count);
            }
            else
            {
                Push(ref kept, ref entry.NextInSlot, index);
            }
        }
    }

    private void Remove(int index, ref Entry entry)
    {
        ref int link = ref HeadOf(entry.Mixed);
        while (link != index)
        {
            link = ref At(link).NextInTable;
        }

        link = entry.NextInTable;
        entry.Id = default;
        Push(ref free, ref entry.NextInSlot, index);
        live--;
    }

    private void Grow()
    {
        int[] heads = table;
        table = NewHeads(2 * heads.Length);
        foreach (int head in heads)
        {
            for (int index = head; index != Nothing;)
            {
                ref Entry entry = ref At(index);
                int next = entry.NextInTable;
                Push(ref HeadOf(entry.Mixed), ref entry.NextInTable, index);
                index = next;
            }
        }
    }

    private static void Push(ref int head, ref int next, int index)
    {
        next = head;
        head = index;
    }

    private struct Entry
    {
        public ReplayId Id;
        public uint Mixed;
        public uint End;
        public int NextInTable;
        public int NextInSlot;
    }
}
