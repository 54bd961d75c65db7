using System.Collections.Concurrent;

namespace JwtKit;

/// <summary>Something that is in use by any number of callers, and is disposed after the last of them once its owner has let it go.</summary>
internal sealed class Lease<T>(T value)
    where T : class, IDisposable
{
    // The owner counts as a user, until it lets go.
    private int users = 1;

    public T Value => value;

    /// <summary>Counts a caller in; false if the last one has gone and the value is disposed.</summary>
    public bool TryEnter()
    {
        int seen = Volatile.Read(ref users);
        while (seen > 0)
        {
            int found = Interlocked.CompareExchange(ref users, seen + 1, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            value.Dispose();
        }
    }
}

/// <summary>The place of one name in the configuration: what it means now, which a reload changes while callers use what it meant before.</summary>
internal sealed class Reloadable<T>(string name)
    where T : class, IDisposable
{
    private Lease<T>? current;
    private volatile bool isClosed;

    /// <summary>The name as the configuration first spelled it.</summary>
    public string Name => name;

    /// <summary>Whether the configuration has the name at present.</summary>
    public bool IsTaken => Volatile.Read(ref current) is not null;

    /// <summary>The current value, counted in; null where the configuration has the name no more. The caller leaves it.</summary>
    /// <exception cref="ObjectDisposedException">The host has stopped.</exception>
    public Lease<T>? Enter()
    {
        while (Volatile.Read(ref current) is { } counted)
        {
            // Replaced and gone between the two: the next look finds its successor.
            if (counted.TryEnter())
            {
                return counted;
            }
        }

        return isClosed ? throw new ObjectDisposedException(typeof(T).Name, "The host has stopped, and its keys are erased.") : null;
    }

    /// <summary>Lets go of the value for good.</summary>
    public void Close()
    {
        isClosed = true;
        Replace(null);
    }

    /// <summary>Puts another value in place, or none. The former one is disposed after its last user; the same one stays.</summary>
    public void Replace(Lease<T>? next)
    {
        if (!ReferenceEquals(Volatile.Read(ref current), next))
        {
            Interlocked.Exchange(ref current, next)?.Leave();
        }
    }
}

/// <summary>The slots of one kind by name; case does not count, as in configuration. A name keeps its slot for good.</summary>
internal sealed class ReloadableTable<T>
    where T : class, IDisposable
{
    private readonly ConcurrentDictionary<string, Reloadable<T>> slots = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that the configuration has at present.</summary>
    public IEnumerable<string> Names => slots.Where(static slot => slot.Value.IsTaken).Select(static slot => slot.Key);

    public Reloadable<T>? Find(string name) => slots.TryGetValue(name, out Reloadable<T>? slot) && slot.IsTaken ? slot : null;

    public void Close()
    {
        foreach (Reloadable<T> slot in slots.Values)
        {
            slot.Close();
        }
    }

    /// <summary>Takes over the values of a configuration and lets go of those it does not have. A value that stays is not touched.</summary>
    public void Replace(IReadOnlyDictionary<string, EntryState<T>> values)
    {
        foreach ((string name, EntryState<T> value) in values)
        {
            slots.GetOrAdd(name, static key => new Reloadable<T>(key)).Replace(value.Lease);
        }

        foreach ((_, Reloadable<T> slot) in slots.Where(slot => !values.ContainsKey(slot.Key)))
        {
            slot.Replace(null);
        }
    }
}

/// <summary>What was made of one entry, and of which settings.</summary>
internal sealed record EntryState<T>(EntrySettings Settings, Lease<T> Lease)
    where T : class, IDisposable;
