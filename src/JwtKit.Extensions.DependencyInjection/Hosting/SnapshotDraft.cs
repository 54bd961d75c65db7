namespace JwtKit;

/// <summary>A snapshot while it is being made. Not safe for concurrent use.</summary>
internal sealed class SnapshotDraft(JwtKitSnapshotFactory factory, JwtKitOptions options, JwtKitSnapshot? before, FileWatch files, ILookup<EntryKey, IEntryUse> uses)
{
    /// <summary>The former settings of refused entries, which are in use again.</summary>
    private readonly HashSet<object> kept = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether a host runs already: then a bad entry keeps what it had. At the start each fault stops the host.</summary>
    public bool IsChange { get; init; }

    public JwtKitSnapshot Next { get; } = new(options, files);

    /// <summary>What is wrong with entries, but for what could not be read.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The files that something was made from, or was to be.</summary>
    public List<string> FilesUsed { get; } = [];

    public void MakeEntries()
    {
        Make(
            nameof(options.Issuers), options.Issuers, before?.Options.Issuers, Next.Issuers, before?.Issuers, settings => EntrySettings.Of(settings, files.DigestOf),
            (name, settings, faults) => factory.MakeIssuer(name, settings, options, faults));
        Make(
            nameof(options.Validators), options.Validators, before?.Options.Validators, Next.Validators, before?.Validators, settings => EntrySettings.Of(settings, files.DigestOf),
            (name, settings, faults) => factory.MakeValidator(name, settings, options, faults));
        Make(
            nameof(options.Envelopes), options.Envelopes, before?.Options.Envelopes, Next.Envelopes, before?.Envelopes, settings => EntrySettings.Of(settings, files.DigestOf),
            (name, settings, faults) => new EnvelopeFactory(options.PathOfEnvelope(name), faults, options.HasSection).Make(settings));
        foreach ((string section, AddedEntries entries) in options.Added)
        {
            foreach (string name in entries.Names)
            {
                Next.Added[new EntryKey(section, name)] = EntrySettings.Of(entries, name);
            }
        }
    }

    /// <summary>Refuses changed entries of a section of another package that have faults. Their files are not watched here, so such a change is tried again and again.</summary>
    public void CompareAdded(IAddedSection section)
    {
        foreach (string name in options.Added.GetValueOrDefault(section.Name)?.Names.ToArray() ?? [])
        {
            EntryKey key = new(section.Name, name);
            List<string> unread = options.Unread.GetValueOrDefault(key) ?? [];
            if (unread.Count > 0 || !Next.Added[key].Equals(before?.Added.GetValueOrDefault(key)))
            {
                RefuseAdded(key, [.. unread, .. Next.Attempts.Try(before?.Attempts, key, Next.Added[key], isWatched: false, () => section.FaultsOf(name, options))]);
            }
        }

        foreach (EntryKey key in before?.Added.Keys.Where(key => key.Section == section.Name && !options.Has(key)).ToArray() ?? [])
        {
            if (section.FaultWithout(key.Name, options) is { } fault)
            {
                RefuseAdded(key, [fault]);
            }
        }
    }

    /// <summary>Refuses changed issuers whose key would be published under the id of another one.</summary>
    public void RefuseConflicts(PublishedKeyTable published)
    {
        // One that gets its former key back may conflict with the next in turn.
        while (published.ConflictsOf(Next.Issuers, IsNew, options) is { Count: > 0 } conflicts)
        {
            foreach ((string name, string fault) in conflicts)
            {
                Next.Issuers[name].Lease.Leave();
                Refuse(EntryKey.Issuer(name), options.Issuers, before?.Options.Issuers, Next.Issuers, before?.Issuers, [fault]);
            }
        }

        bool IsNew(string name, EntryState<LocalIssuer> issuer) => !ReferenceEquals(before?.Issuers.GetValueOrDefault(name)?.Lease, issuer.Lease);
    }

    /// <summary>Keeps the former memory for payloads where the changed one has no room for the messages of refused entries, which stay as they were.</summary>
    /// <returns>The fault of a memory that has no room for the messages of all other entries; null where it has.</returns>
    public string? SettlePayloadMemory(int longestOfEndpoints)
    {
        if (PayloadMemoryCheck.FaultOf(options, options.Envelopes.Values.Where(envelope => !kept.Contains(envelope)), longestOfEndpoints) is { } fault)
        {
            return fault;
        }

        if (PayloadMemoryCheck.FaultOf(options, options.Envelopes.Values, longestOfEndpoints) is { } tooSmall)
        {
            options.MaximumPayloadMemory = before!.Options.MaximumPayloadMemory;
            Next.Refused.Add(new EntryRefusal(options.PayloadMemoryPath, IsKept: true, [tooSmall]));
        }

        return null;
    }

    private void Make<TOptions, T>(
        string section,
        IDictionary<string, TOptions> entries,
        IDictionary<string, TOptions>? formerEntries,
        Dictionary<string, EntryState<T>> next,
        Dictionary<string, EntryState<T>>? former,
        Func<TOptions, EntrySettings> describe,
        Func<string, TOptions, List<string>, T?> make)
        where T : class, IDisposable
    {
        foreach ((string name, TOptions entry) in entries.ToArray())
        {
            EntryKey key = new(section, name);
            EntrySettings settings = describe(entry);
            List<string> unread = options.Unread.GetValueOrDefault(key) ?? [];
            if (unread.Count == 0 && former?.GetValueOrDefault(name) is { } same && same.Settings.Equals(settings))
            {
                next[name] = same;
                continue;
            }

            List<string> faults = [];
            T? made = Make(key, settings, faults, found => make(name, entry, found));
            NoteUses(key, faults);
            UnreadFaults.Remove(faults, unread);
            if (made is not null && faults.Count == 0 && unread.Count == 0)
            {
                next[name] = new EntryState<T>(settings, new Lease<T>(made));
                continue;
            }

            made?.Dispose();
            Faults.AddRange(faults);
            Refuse(key, entries, formerEntries, next, former, [.. unread.Distinct(), .. faults]);
        }

        foreach (string name in former?.Keys.Where(name => IsChange && !entries.ContainsKey(name)).ToArray() ?? [])
        {
            List<string> faults = [];
            NoteUses(new EntryKey(section, name), faults);
            if (faults.Count > 0)
            {
                Refuse(new EntryKey(section, name), entries, formerEntries, next, former, faults);
            }
        }
    }

    /// <summary>Makes an entry, unless the same was found bad before; null after a fault.</summary>
    private T? Make<T>(EntryKey key, EntrySettings settings, List<string> faults, Func<List<string>, T?> make)
        where T : class
    {
        if (settings.Files.Any(files.IsMoving))
        {
            faults.Add($"{options.PathOf(key)}: names a file that changes at each look; it is taken over once two looks in a row find the same content.");
            return null;
        }

        T? made = null;
        faults.AddRange(Next.Attempts.Try(before?.Attempts, key, settings, isWatched: true, () =>
        {
            FilesUsed.AddRange(settings.Files);
            List<string> found = [];
            made = make(found);
            return found;
        }));
        return made;
    }

    private void NoteUses(EntryKey key, List<string> faults)
    {
        if (!IsChange)
        {
            return;
        }

        foreach (IEntryUse use in uses[key])
        {
            use.NoteFaults(options, faults);
        }
    }

    private void Refuse<TOptions, T>(
        EntryKey key,
        IDictionary<string, TOptions> entries,
        IDictionary<string, TOptions>? formerEntries,
        Dictionary<string, EntryState<T>> next,
        Dictionary<string, EntryState<T>>? former,
        IReadOnlyList<string> faults)
        where T : class, IDisposable
    {
        if (!IsChange)
        {
            return;
        }

        string path = options.PathOf(key);
        EntryState<T>? last = former?.GetValueOrDefault(key.Name);
        if (last is null)
        {
            next.Remove(key.Name);
            entries.Remove(key.Name);
        }
        else
        {
            next[key.Name] = last;
            entries[key.Name] = formerEntries![key.Name];
            kept.Add(entries[key.Name]!);
            options.Paths[key] = before!.Options.PathOf(key);
        }

        Next.Refused.Add(new EntryRefusal(path, last is not null, faults));
    }

    private void RefuseAdded(EntryKey key, List<string> faults)
    {
        if (faults.Count == 0)
        {
            return;
        }

        string path = options.PathOf(key);
        bool isKept = before!.Added.TryGetValue(key, out EntrySettings? last);
        if (isKept)
        {
            Next.Added[key] = last!;
            options.Added[key.Section].Take(key.Name, before.Options.Added[key.Section]);
            options.Paths[key] = before.Options.PathOf(key);
        }
        else
        {
            Next.Added.Remove(key);
            options.Added[key.Section].Remove(key.Name);
        }

        Next.Refused.Add(new EntryRefusal(path, isKept, faults));
    }
}
