namespace JwtKit;

/// <summary>Something that is in use by any number of callers, and is disposed after the last of them once its owner has let it go.</summary>
internal sealed class Counted<T>(T value)
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
