namespace JwtKit;

/// <summary>What was made of one entry, and of which settings.</summary>
internal sealed record EntryState<T>(EntrySettings Settings, Counted<T> Lease)
    where T : class, IDisposable;
