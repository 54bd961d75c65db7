using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Reads the apps of a configuration section: each a section of its own, whose name is for people only. And the platform's keys, from another section.</summary>
/// <remarks>Client IDs are values, not keys, since configuration compares keys without case.</remarks>
internal sealed class KoreAiAppsReader(IConfigurationSection section, IConfigurationSection? platform) : IConfigureOptions<KoreAiAppsOptions>
{
    /// <summary>Whose changes count.</summary>
    public IEnumerable<IConfigurationSection> Sections => platform is null ? [section] : [section, platform];

    /// <summary>Reads them for the start, where each section has to exist.</summary>
    public void Configure(KoreAiAppsOptions options)
    {
        options.Faults.AddRange(Sections.Select(SectionPresence.FaultOf).OfType<string>());
        ReadInto(options);
    }

    /// <summary>Reads them later, when a section without apps may have gone with the last of them.</summary>
    public void ReadInto(KoreAiAppsOptions options)
    {
        options.Section ??= section.Path;
        ReadPlatform(options);
        foreach (IConfigurationSection app in SectionSnapshot.Read(section).GetChildren())
        {
            options.Apps.Add(Read(app));
        }
    }

    private static KoreAiAppSettings Read(IConfigurationSection app)
    {
        List<string> faults = [];
        SettingsReader settings = new(app, faults);
        KoreAiAppSettings read = new()
        {
            Path = app.Path,
            Unread = faults,
            Registration = new KoreAiAppRegistration
            {
                ClientId = settings.Text(nameof(KoreAiAppRegistration.ClientId)) ?? string.Empty,
                Name = settings.Text(nameof(KoreAiAppRegistration.Name)),
                EnforcePayloadEncryption = settings.Flag(nameof(KoreAiAppRegistration.EnforcePayloadEncryption)) ?? false,
                Grants = KoreAiGrantsReader.Read(settings, app, faults),
            },
            EnforceTokenId = settings.Flag(nameof(KoreAiApp.EnforceTokenId)),
            EnforceEncryption = settings.Flag(nameof(KoreAiApp.EnforceEncryption)),
            AllowUnlimitedApiTokens = settings.Flag(nameof(KoreAiApp.AllowUnlimitedApiTokens)),
            Keys = ValidatorOptionsReader.ReadKey(settings),
        };
        settings.NoteUnknown();
        if (read.Registration.ClientId.Length == 0)
        {
            faults.Add($"{app.Path}:{nameof(KoreAiAppRegistration.ClientId)}: is missing; the app's Client ID is needed, such as cs-….");
        }

        return read;
    }

    private void ReadPlatform(KoreAiAppsOptions options)
    {
        if (platform is null || platform.Path == options.Platform?.Path)
        {
            return;
        }

        if (options.Platform is { } other)
        {
            options.Faults.Add($"{platform.Path}: the platform's keys stand in {other.Path} already; one section is needed.");
            return;
        }

        List<string> faults = [];
        SettingsReader settings = new(SectionSnapshot.Read(platform), faults);
        options.Platform = new KoreAiPlatformSettings
        {
            Path = platform.Path,
            Unread = faults,
            DecryptionKeyFile = settings.Text(nameof(KoreAiPlatformSettings.DecryptionKeyFile)),
            DecryptionKeyPassword = settings.Text(nameof(KoreAiPlatformSettings.DecryptionKeyPassword)),
            DecryptionKeyId = settings.Text(nameof(KoreAiPlatformSettings.DecryptionKeyId)),
            RetiredDecryptionKeyFile = settings.Text(nameof(KoreAiPlatformSettings.RetiredDecryptionKeyFile)),
            RetiredDecryptionKeyPassword = settings.Text(nameof(KoreAiPlatformSettings.RetiredDecryptionKeyPassword)),
            RetiredDecryptionKeyId = settings.Text(nameof(KoreAiPlatformSettings.RetiredDecryptionKeyId)),
            KeyManagements = [.. settings.List(nameof(KoreAiPlatformSettings.KeyManagements))],
        };
        settings.NoteUnknown();
    }
}
