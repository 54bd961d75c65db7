namespace JwtKit;

/// <summary>The apps of the configuration by Client ID, the platform's keys, and what of them could not be read.</summary>
internal sealed class KoreAiAppsOptions
{
    /// <summary>The full configuration key of the first section with apps, for messages about all of them.</summary>
    public string? Section { get; set; }

    public Dictionary<string, KoreAiAppSettings> Apps { get; } = new(StringComparer.Ordinal);

    public KoreAiPlatformSettings? Platform { get; set; }

    public List<string> Faults { get; } = [];

    /// <summary>The files that the settings name.</summary>
    public IEnumerable<string> Files => Apps.Values
        .SelectMany(static app => new[] { app.Keys.SecretFile, app.Keys.FormerSecretFile, app.Keys.KeyFile })
        .Append(Platform?.DecryptionKeyFile)
        .Append(Platform?.RetiredDecryptionKeyFile)
        .OfType<string>();
}
