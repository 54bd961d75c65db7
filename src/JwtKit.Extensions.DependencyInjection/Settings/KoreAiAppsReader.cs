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
        options.Tokens.AddRange(Sections.Select(static read => read.GetReloadToken()));
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
        SectionReader settings = new(app, faults);
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
        SectionReader settings = new(SectionSnapshot.Read(platform), faults);
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

/// <summary>Reads what an app may do from the app's section.</summary>
/// <remarks>Tables are values, not keys, since configuration compares keys without case.</remarks>
internal static class KoreAiGrantsReader
{
    private const string ScopesKey = "Scopes";
    private const string AccessKey = "Access";

    public static KoreAiAppGrants Read(SectionReader settings, IConfigurationSection app, List<string> faults) => new()
    {
        Scopes = ReadScopes(settings, app.Path, faults),
        ArePublished = settings.Flag("ScopesPublished") ?? false,
        Tables = ReadAccess(settings, app, nameof(KoreAiAppGrants.Tables), faults),
        Views = ReadAccess(settings, app, nameof(KoreAiAppGrants.Views), faults),
    };

    private static List<KoreAiScope> ReadScopes(SectionReader settings, string path, List<string> faults)
    {
        List<KoreAiScope> scopes = [];
        foreach ((int index, string name) in settings.List(ScopesKey).Index())
        {
            if (KoreAiScopes.TryFind(name, out KoreAiScope? scope))
            {
                scopes.Add(scope);
            }
            else
            {
                KoreAiScope? meant = KoreAiScopes.All.FirstOrDefault(known => string.Equals(known.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));
                faults.Add($"{path}:{ScopesKey}:{index}: {ShownValue.Of(name, KoreAiScopes.All.Select(static known => known.Name))} is not a scope; " + (meant is null ? "use one of " + string.Join(", ", KoreAiScopes.All) + "." : $"write '{meant}'."));
            }
        }

        return scopes;
    }

    private static Dictionary<string, KoreAiTableAccess> ReadAccess(SectionReader settings, IConfigurationSection app, string key, List<string> faults)
    {
        Dictionary<string, KoreAiTableAccess> granted = new(StringComparer.Ordinal);
        settings.Below(key);
        foreach (IConfigurationSection entry in app.GetSection(key).GetChildren())
        {
            SectionReader table = new(entry, faults);
            string? name = table.Text("Name");
            KoreAiTableAccess access = KoreAiTableAccess.None;
            foreach ((int index, string word) in table.List(AccessKey).Index())
            {
                access |= AccessOf(word) ?? Unknown($"{entry.Path}:{AccessKey}:{index}: {ShownValue.Of(word, Enum.GetNames<KoreAiTableAccess>())} is not known; use Read, Write, Delete or All.");
            }

            table.NoteUnknown();
            _ = name is null ? Unknown($"{entry.Path}:Name: is missing; the name as the platform spells it is needed.")
                : access == KoreAiTableAccess.None ? Unknown($"{entry.Path}:{AccessKey}: grants nothing; a list of Read, Write, Delete or All is needed.")
                : granted.TryAdd(name, access) ? access
                : Unknown($"{entry.Path}:Name: is listed twice; one entry is needed.");
        }

        return granted;

        KoreAiTableAccess Unknown(string fault)
        {
            faults.Add(fault);
            return KoreAiTableAccess.None;
        }
    }

    private static KoreAiTableAccess? AccessOf(string word) => word switch
    {
        nameof(KoreAiTableAccess.Read) => KoreAiTableAccess.Read,
        nameof(KoreAiTableAccess.Write) => KoreAiTableAccess.Write,
        nameof(KoreAiTableAccess.Delete) => KoreAiTableAccess.Delete,
        nameof(KoreAiTableAccess.All) => KoreAiTableAccess.All,
        _ => null,
    };
}
