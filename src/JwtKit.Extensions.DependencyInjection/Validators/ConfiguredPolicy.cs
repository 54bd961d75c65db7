namespace JwtKit;

/// <summary>A policy with those of its keys that came from configuration.</summary>
internal sealed record ConfiguredPolicy(ValidationPolicy Policy, IReadOnlyList<IDisposable> OwnedKeys) : IDisposable
{
    public void Dispose()
    {
        foreach (IDisposable key in OwnedKeys)
        {
            key.Dispose();
        }
    }
}
