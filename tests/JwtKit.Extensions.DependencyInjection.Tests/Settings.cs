using Microsoft.Extensions.Configuration;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Configuration as a host would have it: three issuers of three platforms, and what a test changes about them.</summary>
internal static class Settings
{
    public const string CcaiSecret = "demo-company-secret-0123456789-abcdef";
    public const string KoreSecret = "demo-client-secret-0123456789-abcdefg=";
    public const string OwnSecret = "demo-secret-of-our-own-0123456789-abcd";

    /// <summary>The section of the usual issuers; a null value takes a setting out.</summary>
    public static IConfigurationSection With(params (string Key, string? Value)[] changes)
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase)
        {
            ["JwtKit:Issuers:ccai:Platform"] = "Ccai",
            ["JwtKit:Issuers:ccai:Company"] = "ACME",
            ["JwtKit:Issuers:ccai:Secret"] = CcaiSecret,
            ["JwtKit:Issuers:kore:Platform"] = "KoreAiUser",
            ["JwtKit:Issuers:kore:ClientId"] = "cs-demo",
            ["JwtKit:Issuers:kore:Secret"] = KoreSecret,
            ["JwtKit:Issuers:own:Issuer"] = "https://id.example.com",
            ["JwtKit:Issuers:own:Audience"] = "orders-api",
            ["JwtKit:Issuers:own:Lifetime"] = "00:05:00",
            ["JwtKit:Issuers:own:Secret"] = OwnSecret,
        };
        foreach ((string key, string? value) in changes)
        {
            settings["JwtKit:Issuers:" + key] = value;
        }

        return Only([.. settings.Where(static setting => setting.Value is not null).Select(static setting => (setting.Key, setting.Value))]);
    }

    /// <summary>A section with nothing but these settings, under their full keys. It exists also without any.</summary>
    public static IConfigurationSection Only(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create("JwtKit", (string?)"")])
        .AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, setting.Value)))
        .Build()
        .GetSection("JwtKit");
}
