namespace JwtKit;

/// <summary>The apps of the configuration, the platform's keys, and what of them could not be read.</summary>
internal sealed class KoreAiAppsOptions
{
    /// <summary>The full configuration key of the first section with apps, for messages about all of them.</summary>
    public string? Section { get; set; }

    /// <summary>The apps in the order of the configuration.</summary>
    public List<KoreAiAppSettings> Apps { get; } = [];

    public KoreAiPlatformSettings? Platform { get; set; }

    /// <summary>What could not be read, and is about no single app.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The files that the settings name.</summary>
    public IEnumerable<string> Files => [.. Apps.SelectMany(static app => EntrySettings.FilesOf(app.Keys)), .. EntrySettings.FilesOf(Platform)];
}
