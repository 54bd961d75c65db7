namespace JwtKit;

/// <summary>
/// One part of an <see cref="InMemoryReplayStore"/>, under its own lock: a hash table of ids whose entries also hang in a timing wheel of one slot a second.
/// An entry takes 48 bytes and its share of the table 4 to 8.
/// </summary>
/// <remarks>
/// Entries lie in blocks, so that growing copies none of them and leaves at most one block half empty; a block once made is kept for later entries. What has
/// expired is cleared away in small steps, a fixed number of entries at each call, which is more than a call can add. No entry is looked at oftener than once in
/// a turn of the wheel, which takes 34 minutes, and a call passes at most one turn of empty slots. An entry that has expired and was not cleared away yet is
/// not found any more.
/// </remarks>
internal sealed class ReplayShard
{
    private const int SlotCount = 2048;
    private const int BlockBits = 5;
    private const int BlockSize = 1 << BlockBits;
    private const int EntriesPerCall = 32;
    private const int EntriesPerSearch = 1024;
    private const int Nothing = -1;

    private readonly Lock gate = new();
    private readonly int[] wheel = NewHeads(SlotCount);
    private readonly List<Entry[]> blocks = [];
    private readonly long start;
    private int[] table = NewHeads(16);
    private int tableShift = 28;
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
            latest = Math.Max(latest, now);
            for (int i = 0; i < EntriesPerCall && TakeNext() is var index and not Nothing; i++)
            {
                RemoveIfOver(index, ref count);
            }

            if (end <= latest)
            {
                return ReplayOutcome.Expired;
            }

            if (Find(in id, (uint)mixed) != Nothing)
            {
                return ReplayOutcome.AlreadyRecorded;
            }

            if (Interlocked.Increment(ref count) > capacity)
            {
                Interlocked.Decrement(ref count);
                return ReplayOutcome.Full;
            }

            Add(in id, (uint)mixed, end);
            return ReplayOutcome.Recorded;
        }
    }

    /// <summary>Makes room for one more: clears away the first entry that has expired. False if there is none among the next thousand; the next call looks on.</summary>
    public bool TryMakeRoom(long now, ref int count)
    {
        lock (gate)
        {
            latest = Math.Max(latest, now);
            for (int i = 0; i < EntriesPerSearch && TakeNext() is var index and not Nothing; i++)
            {
                if (RemoveIfOver(index, ref count))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static int[] NewHeads(int length)
    {
        int[] heads = new int[length];
        Array.Fill(heads, Nothing);
        return heads;
    }

    private ref Entry At(int index) => ref blocks[index >> BlockBits][index & (BlockSize - 1)];

    /// <summary>By the upper bits, which depend on all of the id and on all of the random factor.</summary>
    private ref int HeadOf(uint mixed) => ref table[mixed >> tableShift];

    private bool IsOver(in Entry entry) => start + entry.End <= latest;

    private ref int SlotOf(long second) => ref wheel[(int)(second & (SlotCount - 1))];

    private int Find(in ReplayId id, uint mixed)
    {
        int index = HeadOf(mixed);
        while (index != Nothing)
        {
            ref Entry entry = ref At(index);
            if (entry.Id.Equals(id) && !IsOver(in entry))
            {
                break;
            }

            index = entry.NextInTable;
        }

        return index;
    }

    private void Add(in ReplayId id, uint mixed, long end)
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
        entry.Mixed = mixed;
        entry.End = (uint)Math.Min(end - start, uint.MaxValue);
        Push(ref HeadOf(mixed), ref entry.NextInTable, index);
        Push(ref SlotOf(end), ref entry.NextInSlot, index);
        live++;
    }

    /// <summary>Takes the next entry to be looked at out of its slot, and goes over the slots that have none. Nothing once the wheel has come up to now.</summary>
    private int TakeNext()
    {
        while (true)
        {
            // A turn of the wheel passes every slot, and in each takes all that has ended by then.
            if (kept == Nothing)
            {
                cleared = live == 0 ? latest : Math.Max(cleared, latest - SlotCount);
            }

            if (cleared >= latest)
            {
                return Nothing;
            }

            ref int slot = ref SlotOf(cleared + 1);
            if (slot != Nothing)
            {
                int index = slot;
                slot = At(index).NextInSlot;
                return index;
            }

            (slot, kept) = (kept, Nothing);
            cleared++;
        }
    }

    /// <summary>Removes an entry that was taken out of its slot, or keeps it for a later turn.</summary>
    private bool RemoveIfOver(int index, ref int count)
    {
        ref Entry entry = ref At(index);
        if (!IsOver(in entry))
        {
            Push(ref kept, ref entry.NextInSlot, index);
            return false;
        }

        Remove(index, ref entry);
        Interlocked.Decrement(ref count);
        return true;
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
        tableShift--;
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
