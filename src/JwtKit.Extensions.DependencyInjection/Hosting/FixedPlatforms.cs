namespace JwtKit;

/// <summary>
/// The platform of each issuer since it first had one. It does not change while the host runs: endpoints are mapped for it, and one that serves visitors of a
/// platform must not come to sign tokens that cannot say that someone is a visitor.
/// </summary>
internal sealed class FixedPlatforms
{
    private readonly Dictionary<string, TokenPlatform> platforms = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fault of an issuer that has another platform than before; null where it has not.</summary>
    public string? FaultOf(string name, IssuerOptions issuer, string path) =>
        platforms.TryGetValue(name, out TokenPlatform platform) && platform != issuer.Platform
            ? $"{path}:{nameof(IssuerOptions.Platform)}: is {issuer.Platform} and was {platform}; it changes with a restart only, since endpoints are made for it."
            : null;

    public void Note(JwtKitOptions options)
    {
        foreach ((string name, IssuerOptions issuer) in options.Issuers)
        {
            platforms.TryAdd(name, issuer.Platform);
        }
    }
}
