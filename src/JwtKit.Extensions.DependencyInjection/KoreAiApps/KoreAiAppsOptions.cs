namespace JwtKit;

/// <summary>The apps of the configuration, and what of them could not be read.</summary>
internal sealed class KoreAiAppsOptions
{
    public Dictionary<string, KoreAiAppRegistration> Apps { get; } = new(StringComparer.Ordinal);

    public List<string> Faults { get; } = [];
}
