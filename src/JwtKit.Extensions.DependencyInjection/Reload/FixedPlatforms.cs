using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>
/// The platform of each issuer since it first had one. It does not change while the host runs: endpoints are mapped for it, and one that serves visitors of a
/// platform must not come to sign tokens that cannot say that someone is a visitor.
/// </summary>
internal sealed class FixedPlatforms
{
    private readonly Dictionary<string, TokenPlatform> platforms = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="OptionsValidationException">An issuer has another platform than before.</exception>
    public void Check(JwtKitOptions options)
    {
        string[] faults = [.. options.Issuers
            .Where(issuer => platforms.TryGetValue(issuer.Key, out TokenPlatform platform) && platform != issuer.Value.Platform)
            .Select(issuer => $"{options.PathOf(issuer.Key)}:{nameof(IssuerOptions.Platform)}: is {issuer.Value.Platform} and was {platforms[issuer.Key]}; it changes with a restart only, since endpoints are made for it.")];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(JwtKitOptions), faults);
        }
    }

    public void Note(JwtKitOptions options)
    {
        foreach ((string name, IssuerOptions issuer) in options.Issuers)
        {
            platforms.TryAdd(name, issuer.Platform);
        }
    }
}
