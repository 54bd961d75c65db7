namespace JwtKit;

/// <summary>The place of one name in the configuration: what it means now, which a reload changes while callers use what it meant before.</summary>
internal sealed class Slot<T>(string name)
    where T : class, IDisposable
{
    private Counted<T>? current;
    private volatile bool isClosed;

    /// <summary>The name as the configuration first spelled it.</summary>
    public string Name => name;

    /// <summary>Whether the configuration has the name at present.</summary>
    public bool IsTaken => Volatile.Read(ref current) is not null;

    /// <summary>The current value, counted in; null where the configuration has the name no more. The caller leaves it.</summary>
    /// <exception cref="ObjectDisposedException">The host has stopped.</exception>
    public Counted<T>? Enter()
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
    public void Replace(Counted<T>? next)
    {
        if (!ReferenceEquals(Volatile.Read(ref current), next))
        {
            Interlocked.Exchange(ref current, next)?.Leave();
        }
    }
}
