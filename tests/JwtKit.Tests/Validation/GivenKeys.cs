namespace JwtKit.Tests;

/// <summary>Keys whose look-up is made by the test; as fetched ones they are loaded first, and a refresh brings the same.</summary>
internal sealed class GivenKeys(KnownKeys keys) : VerificationKeys
{
    internal override IEnumerable<SignatureAlgorithm> Algorithms => keys.Keys.Select(static key => key.Algorithm);

    internal override KnownKeys Known => keys;

    internal override ValueTask<KnownKeys?> LoadAsync(CancellationToken cancellationToken) => new(keys);

    internal override ValueTask<KnownKeys> RefreshAsync(KnownKeys seen, CancellationToken cancellationToken) => new(seen);
}
