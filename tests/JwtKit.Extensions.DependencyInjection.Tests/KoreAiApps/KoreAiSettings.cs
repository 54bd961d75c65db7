using Microsoft.Extensions.Configuration;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>The configuration of two apps, and what a test changes about it.</summary>
internal static class KoreAiSettings
{
    public static IConfigurationRoot With(params (string Key, string? Value)[] changes)
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase)
        {
            ["KoreAiApps:reporting:ClientId"] = "cs-1",
            ["KoreAiApps:reporting:Name"] = "Reporting",
            ["KoreAiApps:reporting:Scopes:0"] = "Chat History",
            ["KoreAiApps:reporting:ScopesPublished"] = "true",
            ["KoreAiApps:reporting:Tables:0:Name"] = "orders",
            ["KoreAiApps:reporting:Tables:0:Access:0"] = "Read",
            ["KoreAiApps:reporting:Tables:0:Access:1"] = "Delete",
            ["KoreAiApps:reporting:Views:0:Name"] = "late",
            ["KoreAiApps:reporting:Views:0:Access:0"] = "Read",
            ["KoreAiApps:draft:ClientId"] = "cs-2",
            ["KoreAiApps:draft:Scopes:0"] = "Chat History",
        };
        foreach ((string key, string? value) in changes)
        {
            settings["KoreAiApps:" + key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings.Where(static setting => setting.Value is not null)).Build();
    }
}
