using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>Keeps values for a time, and no more than a number of them: where one more comes, the one that came first goes.</summary>
/// <remarks>Not safe for concurrent use: its owner locks. Time is counted by the monotonic clock, which nobody sets.</remarks>
internal sealed class ExpiringCache<TValue>(int capacity, TimeSpan lifetime, TimeProvider timeProvider)
    where TValue : class
{
    private readonly Dictionary<string, CachedValue> entries = new(StringComparer.Ordinal);
    private readonly Queue<CachedValue> order = new();

    public bool TryFind(string key, [NotNullWhen(true)] out TValue? value)
    {
        DropExpired();
        value = entries.TryGetValue(key, out CachedValue? entry) && !IsOver(entry.Since) ? entry.Value : null;
        return value is not null;
    }

    /// <summary>Keeps a value.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value.</param>
    /// <param name="since">The timestamp from which its time counts.</param>
    public void Keep(string key, TValue value, long since)
    {
        DropExpired();
        if (IsOver(since))
        {
            return;
        }

        if (order.Count == capacity)
        {
            Drop(order.Dequeue());
        }

        CachedValue entry = new(key, value, since);
        entries[key] = entry;
        order.Enqueue(entry);
    }

    private bool IsOver(long since) => timeProvider.GetElapsedTime(since) >= lifetime;

    private void DropExpired()
    {
        while (order.TryPeek(out CachedValue? first) && IsOver(first.Since))
        {
            Drop(order.Dequeue());
        }
    }

    /// <summary>The key may meanwhile stand for a later entry, which stays.</summary>
    private void Drop(CachedValue entry)
    {
        if (entries.TryGetValue(entry.Key, out CachedValue? current) && ReferenceEquals(current, entry))
        {
            entries.Remove(entry.Key);
        }
    }

    private sealed class CachedValue(string key, TValue value, long since)
    {
        public string Key => key;

        public TValue Value => value;

        public long Since => since;
    }
}
