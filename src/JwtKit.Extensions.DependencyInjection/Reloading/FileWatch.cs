namespace JwtKit;

/// <summary>
/// The files that a configuration names. Their content is compared, not their times: a mounted secret changes by a link that is turned elsewhere. Content
/// counts once two looks have found the same: half a secret that is being written is a secret too. Not safe for concurrent use.
/// </summary>
internal sealed class FileWatch
{
    /// <summary>So many looks in a row a change waits for files that are being written, of whatever entry; then it goes on without the entries that name them.</summary>
    private const int MaximumWait = 5;

    private readonly Dictionary<string, FileState> states = new(StringComparer.Ordinal);
    private int waited;

    /// <summary>Whether a change has to wait, so that files which are written one after the other are taken over together.</summary>
    public bool HaveToSettle => waited < MaximumWait && states.Values.Any(static state => state.IsMoving);

    /// <summary>Whether content that counts is not the one in use.</summary>
    public bool HaveChanged => states.Values.Any(static state => state.Settled != state.Used);

    /// <summary>Takes these files as a host finds them when it starts: with no look before to compare with.</summary>
    public void Begin(IEnumerable<string> paths)
    {
        foreach (string path in paths.Distinct(StringComparer.Ordinal))
        {
            string now = Read(path);
            states[path] = new FileState { Seen = now, Settled = now, Used = now };
        }
    }

    /// <summary>Watches these files from now on, and no others.</summary>
    public void Follow(IEnumerable<string> paths)
    {
        HashSet<string> wanted = new(paths, StringComparer.Ordinal);
        foreach (string former in states.Keys.Where(path => !wanted.Contains(path)).ToArray())
        {
            states.Remove(former);
        }

        foreach (string path in wanted)
        {
            states.TryAdd(path, new FileState());
        }
    }

    /// <summary>The digest of the content that counts; null where none does yet.</summary>
    public string? DigestOf(string path) => states.GetValueOrDefault(path)?.Settled;

    /// <summary>Whether the last two looks at a file found different content.</summary>
    public bool IsMoving(string path) => states.GetValueOrDefault(path)?.IsMoving == true;

    /// <summary>Looks at each file, some time after the last look.</summary>
    public void Look()
    {
        foreach ((string path, FileState state) in states)
        {
            string now = Read(path);
            if (now == state.Seen)
            {
                state.Settled = now;
            }

            state.Seen = now;
        }

        waited = states.Values.Any(static state => state.IsMoving) ? waited + 1 : 0;
    }

    /// <summary>Whether each of these files has at this moment the content that counts.</summary>
    public bool AreAtRest(IEnumerable<string> paths) => paths.Distinct(StringComparer.Ordinal).All(path => Read(path) == DigestOf(path));

    /// <summary>Notes that the content that counts is in use.</summary>
    public void Use()
    {
        foreach (FileState state in states.Values)
        {
            state.Used = state.Settled;
        }
    }

    /// <summary>A digest of the content; empty for a file that cannot be read.</summary>
    private static string Read(string path)
    {
        try
        {
            return Convert.ToHexStringLower(KeyFile.Digest(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return string.Empty;
        }
    }

    private sealed class FileState
    {
        public string? Seen { get; set; }

        public string? Settled { get; set; }

        public string? Used { get; set; }

        public bool IsMoving => Seen is null || Seen != Settled;
    }
}
