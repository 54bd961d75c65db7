using Microsoft.Extensions.Options;

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
            if (FindConflict([.. current, .. next]) is [{ Key.KeyId: { } keyId }, ..])
            {
                throw new InvalidOperationException($"Issuers sign with different keys or algorithms under the same key id '{keyId}'; give each its own KeyId.");
            }

            isOpen = true;
        }
    }

    /// <exception cref="OptionsValidationException">The keys are published, and two of these have one id.</exception>
    public void Check(IReadOnlyDictionary<string, TokenIssuer> issuers, JwtKitOptions options)
    {
        if (Volatile.Read(ref isOpen) && FindConflict([.. CurrentOf(issuers), .. NextOf(issuers)]) is [{ Key.KeyId: { } keyId } key, var other, ..])
        {
            string fault = $"{options.PathOf(key.Issuer)}:{nameof(IssuerOptions.KeyId)}: is {keyId}, and so is that of another key or algorithm ({options.PathOf(other.Issuer)}:{nameof(IssuerOptions.KeyId)}); each needs its own, since the keys are published.";
            throw new OptionsValidationException(Options.DefaultName, typeof(JwtKitOptions), [fault]);
        }
    }

    public void Replace(IReadOnlyDictionary<string, TokenIssuer> issuers)
    {
        lock (gate)
        {
            DateTimeOffset now = timeProvider.GetUtcNow();
            IReadOnlyList<PublishedKey> replaced = current;

            // Tokens from before the lifetime was shortened still live as long as they were made for.
            current = [.. CurrentOf(issuers).Select(key => replaced.FirstOrDefault(key.IsSame) is { } before && before.Lifetime > key.Lifetime ? key with { Lifetime = before.Lifetime } : key)];
            next = NextOf(issuers);
            former = [.. replaced
                .Select(key => key with { Until = Add(now, key.Lifetime + ClockRoom) })
                .Concat(former)
                .Where(key => issuers.ContainsKey(key.Issuer) && !current.Any(key.IsSame))
                .DistinctBy(static key => (key.Issuer.ToUpperInvariant(), key.Json))];
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

    private static PublishedKey[] CurrentOf(IReadOnlyDictionary<string, TokenIssuer> issuers) =>
        [.. issuers.Where(static issuer => issuer.Value.PublicJwk is not null).Select(static issuer => PublishedKey.Of(issuer.Key, issuer.Value.PublicJwk!, issuer.Value.Lifetime))];

    private static PublishedKey[] NextOf(IReadOnlyDictionary<string, TokenIssuer> issuers) =>
        [.. issuers.Where(static issuer => issuer.Value.NextJwk is not null).Select(static issuer => PublishedKey.Of(issuer.Key, issuer.Value.NextJwk!, issuer.Value.Lifetime))];

    /// <summary>A set in which a key id names two keys is no use to anyone, and strict readers refuse it.</summary>
    private static PublishedKey[] FindConflict(IEnumerable<PublishedKey> keys) => keys
        .Where(static key => key.Key.KeyId is not null)
        .DistinctBy(static key => key.Json, StringComparer.Ordinal)
        .GroupBy(static key => key.Key.KeyId, StringComparer.Ordinal)
        .FirstOrDefault(static named => named.Count() > 1)?.ToArray() ?? [];

    private static DateTimeOffset Add(DateTimeOffset time, TimeSpan span) => span < DateTimeOffset.MaxValue - time ? time + span : DateTimeOffset.MaxValue;

    private sealed record Written(PublishedKeySet Set, DateTimeOffset Until);
}
