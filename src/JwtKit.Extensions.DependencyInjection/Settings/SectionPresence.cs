using Microsoft.Extensions.Configuration;

namespace JwtKit;

/// <summary>Whether the section that a host names is in its configuration. A name that is spelled wrong would otherwise configure nothing, and nobody would notice.</summary>
internal static class SectionPresence
{
    /// <summary>What is said of a section that does not exist; null for one that does. An empty one (<c>{}</c>) exists.</summary>
    public static string? FaultOf(IConfigurationSection section) => section.Exists() || HasEmptyEntry(section)
        ? null
        : $"{section.Path}: does not exist in the configuration. Name a section that does, spelled as the configuration has it, or write an empty one ({{}}).";

    /// <summary>A JSON file leaves an entry without a value for an empty object, which <see cref="ConfigurationExtensions.Exists"/> does not count.</summary>
    private static bool HasEmptyEntry(IConfigurationSection section) => section is ConfigurationSection entry && entry.TryGetValue(null, out _);
}
