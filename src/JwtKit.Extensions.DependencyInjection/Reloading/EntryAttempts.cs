namespace JwtKit;

/// <summary>What making the entries of one configuration found, and how often: a bad file is not opened at each look for ever. Not safe for concurrent use.</summary>
internal sealed class EntryAttempts
{
    /// <summary>So many looks in a row a bad entry is tried again as it is, since a file can be unreadable for a moment without a change; afterwards only when it changes.</summary>
    public const int Maximum = 30;

    private readonly Dictionary<EntryKey, (EntrySettings Settings, IReadOnlyList<string> Faults, int Times)> attempts = [];

    /// <summary>Whether an entry is tried again at the next look.</summary>
    public bool IsDue { get; private set; }

    /// <summary>Makes an entry, unless the same was found bad too often.</summary>
    /// <param name="before">What the configuration before has found; null at the start.</param>
    /// <param name="key">The entry.</param>
    /// <param name="settings">Its settings with the digests of its files.</param>
    /// <param name="isWatched">Whether a look finds each change of its files. Where none does, it is tried once in so many looks afterwards.</param>
    /// <param name="make">Makes it, and says what is wrong.</param>
    /// <returns>What is wrong, also where it was not tried; empty where it was made.</returns>
    public IReadOnlyList<string> Try(EntryAttempts? before, EntryKey key, EntrySettings settings, bool isWatched, Func<IReadOnlyList<string>> make)
    {
        (EntrySettings Settings, IReadOnlyList<string> Faults, int Times) last = (settings, [], 0);
        if (before?.attempts.TryGetValue(key, out (EntrySettings Settings, IReadOnlyList<string> Faults, int Times) found) == true && found.Settings.Equals(settings))
        {
            last = found;
        }

        int times = last.Times + 1;
        bool isTried = times <= Maximum || (!isWatched && times % Maximum == 0);
        IReadOnlyList<string> faults = isTried ? make() : last.Faults;
        if (faults.Count > 0)
        {
            attempts[key] = (settings, faults, times);
            IsDue |= times < Maximum || !isWatched;
        }

        return faults;
    }
}
