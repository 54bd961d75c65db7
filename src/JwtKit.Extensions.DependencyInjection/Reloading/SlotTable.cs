using System.Collections.Concurrent;

namespace JwtKit;

/// <summary>The slots of one kind by name; case does not count, as in configuration. A name keeps its slot for good.</summary>
internal sealed class SlotTable<T>
    where T : class, IDisposable
{
    private readonly ConcurrentDictionary<string, Slot<T>> slots = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that the configuration has at present.</summary>
    public IEnumerable<string> Names => slots.Where(static slot => slot.Value.IsTaken).Select(static slot => slot.Key);

    public Slot<T>? Find(string name) => slots.TryGetValue(name, out Slot<T>? slot) && slot.IsTaken ? slot : null;

    public void Close()
    {
        foreach (Slot<T> slot in slots.Values)
        {
            slot.Close();
        }
    }

    /// <summary>Takes over the values of a configuration and lets go of those it does not have. A value that stays is not touched.</summary>
    public void Replace(IReadOnlyDictionary<string, EntryState<T>> values)
    {
        foreach ((string name, EntryState<T> value) in values)
        {
            slots.GetOrAdd(name, static key => new Slot<T>(key)).Replace(value.Lease);
        }

        foreach ((_, Slot<T> slot) in slots.Where(slot => !values.ContainsKey(slot.Key)))
        {
            slot.Replace(null);
        }
    }
}
