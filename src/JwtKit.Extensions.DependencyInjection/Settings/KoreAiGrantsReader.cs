using Microsoft.Extensions.Configuration;

namespace JwtKit;

/// <summary>Reads what an app may do from the app's section.</summary>
/// <remarks>Tables are values, not keys, since configuration compares keys without case.</remarks>
internal static class KoreAiGrantsReader
{
    private const string ScopesKey = "Scopes";
    private const string AccessKey = "Access";

    public static KoreAiAppGrants Read(SettingsReader settings, IConfigurationSection app, List<string> faults) => new()
    {
        Scopes = ReadScopes(settings, app.Path, faults),
        ArePublished = settings.Flag("ScopesPublished") ?? false,
        Tables = ReadAccess(settings, app, nameof(KoreAiAppGrants.Tables), faults),
        Views = ReadAccess(settings, app, nameof(KoreAiAppGrants.Views), faults),
    };

    private static List<KoreAiScope> ReadScopes(SettingsReader settings, string path, List<string> faults)
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

    private static Dictionary<string, KoreAiTableAccess> ReadAccess(SettingsReader settings, IConfigurationSection app, string key, List<string> faults)
    {
        Dictionary<string, KoreAiTableAccess> granted = new(StringComparer.Ordinal);
        settings.Below(key);
        foreach (IConfigurationSection entry in app.GetSection(key).GetChildren())
        {
            SettingsReader table = new(entry, faults);
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
