namespace JwtKit;

/// <summary>Which public keys there are to publish, while issuers change theirs. Safe for concurrent use.</summary>
internal sealed class PublishedKeyTable(TimeProvider timeProvider)
{
    /// <summary>For receivers whose clocks run behind, as far as validators admit it.</summary>
    private static readonly TimeSpan ClockRoom = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private IReadOnlyList<PublishedKey> current = [];
    private IReadOnlyList<PublishedKey> next = [];
    private IReadOnlyList<PublishedKey> former = [];
    private bool isOpen;
    private Written? written;

    /// <summary>The set at this moment; the same object until it changes.</summary>
    public PublishedKeySet Current
    {
        get
        {
            DateTimeOffset now = timeProvider.GetUtcNow();
            return Volatile.Read(ref written) is { } made && now < made.Until ? made.Set : Write(now);
        }
    }

    /// <summary>Says that the keys are published: from now on a change that gives two of them one id is refused.</summary>
    /// <exception cref="InvalidOperationException">Two have one id already.</exception>
    public void Open()
    {
        lock (gate)
        {
            if (FindConflicts([.. current, .. next]).FirstOrDefault() is [{ Key.KeyId: { } keyId }, ..])
            {
                throw new InvalidOperationException($"Issuers sign with different keys or algorithms under the same key id '{keyId}'; give each its own KeyId.");
            }

            isOpen = true;
        }
    }

    /// <summary>The new issuers whose key has the id of another key, with the fault of each. None where the keys are not published.</summary>
    /// <param name="issuers">All issuers.</param>
    /// <param name="isNew">Whether an issuer is none of those in use.</param>
    /// <param name="options">The options that describe them.</param>
    public IReadOnlyDictionary<string, string> ConflictsOf(
        IReadOnlyDictionary<string, EntryState<LocalIssuer>> issuers, Func<string, EntryState<LocalIssuer>, bool> isNew, JwtKitOptions options)
    {
        Dictionary<string, string> faults = new(StringComparer.OrdinalIgnoreCase);
        if (!Volatile.Read(ref isOpen))
        {
            return faults;
        }

        foreach (PublishedKey[] named in FindConflicts([.. CurrentOf(issuers), .. NextOf(issuers)]))
        {
            foreach (PublishedKey key in named.Where(key => isNew(key.Issuer, issuers[key.Issuer])))
            {
                string other = named.First(other => other.Json != key.Json).Issuer;
                faults[key.Issuer] = $"{options.PathOf(key.Issuer)}:{nameof(IssuerOptions.KeyId)}: is {key.Key.KeyId}, and so is that of another key or algorithm ({options.PathOf(other)}:{nameof(IssuerOptions.KeyId)}); each needs its own, since the keys are published.";
            }
        }

        return faults;
    }

    public void Replace(IReadOnlyDictionary<string, EntryState<LocalIssuer>> issuers)
    {
        lock (gate)
        {
            DateTimeOffset now = timeProvider.GetUtcNow();
            IReadOnlyList<PublishedKey> replaced = current;
            Dictionary<string, PublishedKey> before = replaced.ToDictionary(static key => key.Identity, StringComparer.Ordinal);

            // Tokens from before the lifetime was shortened still live as long as they were made for.
            current = [.. CurrentOf(issuers).Select(key => before.TryGetValue(key.Identity, out PublishedKey? last) && last.Lifetime > key.Lifetime ? key with { Lifetime = last.Lifetime } : key)];
            next = NextOf(issuers);
            HashSet<string> inUse = new(current.Select(static key => key.Identity), StringComparer.Ordinal);
            former = [.. replaced
                .Select(key => key with { Until = Add(now, key.Lifetime + ClockRoom) })
                .Concat(former)
                .Where(key => issuers.ContainsKey(key.Issuer) && !inUse.Contains(key.Identity))
                .DistinctBy(static key => key.Identity)];
            written = null;
        }
    }

    private PublishedKeySet Write(DateTimeOffset now)
    {
        lock (gate)
        {
            former = [.. former.Where(key => now < key.Until)];

            // Those in use come first: an id names one key only, and a former one under it has to go.
            IEnumerable<PublishedKey> keys = current.Concat(next).Concat(former)
                .DistinctBy(static key => key.Json, StringComparer.Ordinal)
                .DistinctBy(static key => key.Key.KeyId is null ? key.Json : $"kid {key.Key.KeyId}", StringComparer.Ordinal);
            Written made = new(new PublishedKeySet(keys.Select(static key => key.Key)), former.Select(static key => key.Until).DefaultIfEmpty(DateTimeOffset.MaxValue).Min());
            written = made;
            return made.Set;
        }
    }

    private static PublishedKey[] CurrentOf(IReadOnlyDictionary<string, EntryState<LocalIssuer>> issuers) => [.. issuers.Values.Select(static issuer => issuer.Lease.Value.CurrentKey).OfType<PublishedKey>()];

    private static PublishedKey[] NextOf(IReadOnlyDictionary<string, EntryState<LocalIssuer>> issuers) => [.. issuers.Values.Select(static issuer => issuer.Lease.Value.NextKey).OfType<PublishedKey>()];

    /// <summary>The keys that share an id. A set in which a key id names two keys is no use to anyone, and strict readers refuse it.</summary>
    private static IEnumerable<PublishedKey[]> FindConflicts(IEnumerable<PublishedKey> keys) => keys
        .Where(static key => key.Key.KeyId is not null)
        .GroupBy(static key => key.Key.KeyId, StringComparer.Ordinal)
        .Where(static named => named.Any(key => key.Json != named.First().Json))
        .Select(static named => named.ToArray());

    private static DateTimeOffset Add(DateTimeOffset time, TimeSpan span) => span < DateTimeOffset.MaxValue - time ? time + span : DateTimeOffset.MaxValue;

    private sealed record Written(PublishedKeySet Set, DateTimeOffset Until);
}

/// <summary>A key that an issuer signs with, or has signed with until a little while ago.</summary>
/// <param name="Issuer">The issuer's name.</param>
/// <param name="Key">The public key.</param>
/// <param name="Json">The key written out, by which two are compared.</param>
/// <param name="Lifetime">How long a token under the key lives.</param>
/// <param name="Until">For a former key: when the last token under it has expired.</param>
internal sealed record PublishedKey(string Issuer, Jwk Key, string Json, TimeSpan Lifetime, DateTimeOffset Until)
{
    public static PublishedKey Of(string issuer, Jwk key, TimeSpan lifetime) => new(issuer, key, key.ToJson(), lifetime, DateTimeOffset.MaxValue);

    /// <summary>Issuer and key: of two that are equal it is the same key of the same issuer.</summary>
    public string Identity { get; } = $"{Issuer.ToUpperInvariant()}\n{Json}";
}
