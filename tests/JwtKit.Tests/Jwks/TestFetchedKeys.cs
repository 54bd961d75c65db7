namespace JwtKit.Tests;

/// <summary>Keys that are fetched: the first time these, or none, and those from the second time on.</summary>
internal sealed class TestFetchedKeys(VerificationKey[]? first, VerificationKey[]? later = null) : VerificationKeys
{
    private KnownKeys? known = first is null ? null : new KnownKeys(first);

    internal override IEnumerable<SignatureAlgorithm> Algorithms => (first ?? []).Concat(later ?? []).Select(static key => key.Algorithm);

    internal override KnownKeys? Known => known;

    internal override async ValueTask<KnownKeys?> LoadAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        return known;
    }

    internal override async ValueTask<KnownKeys> RefreshAsync(KnownKeys seen, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return later is null ? seen : known = new KnownKeys(later);
    }
}
