namespace JwtKit;

/// <summary>A policy with those of its keys that came from configuration.</summary>
internal sealed record ConfiguredPolicy(ValidationPolicy Policy, IReadOnlyList<IDisposable> OwnedKeys) : IDisposable
{
    /// <summary>Keys of a set in the key file that are not used.</summary>
    public IReadOnlyList<SkippedJwk> Skipped { get; init; } = [];

    public void Dispose()
    {
        foreach (IDisposable key in OwnedKeys)
        {
            key.Dispose();
        }
    }
}
