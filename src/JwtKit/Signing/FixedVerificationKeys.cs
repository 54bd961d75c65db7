namespace JwtKit;

/// <summary>Keys that are given once and for all.</summary>
internal sealed class FixedVerificationKeys(VerificationKey[] keys, IReadOnlyList<SkippedJwk>? skipped = null) : VerificationKeys
{
    private KnownKeys? known;

    /// <exception cref="ArgumentException">There is none, one is null, or two have the same key id.</exception>
    internal override KnownKeys Known => known ??= new KnownKeys(keys, skipped);

    internal override IEnumerable<SignatureAlgorithm> Algorithms => Known.Keys.Select(static key => key.Algorithm);

    internal override ValueTask<KnownKeys?> LoadAsync(CancellationToken cancellationToken) => new(Known);

    internal override ValueTask<KnownKeys> RefreshAsync(KnownKeys seen, CancellationToken cancellationToken) => new(seen);
}
