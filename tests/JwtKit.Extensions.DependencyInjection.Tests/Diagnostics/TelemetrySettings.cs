using Microsoft.Extensions.Configuration;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>The usual issuers, with a validator of tokens of its own that accepts each once.</summary>
internal static class TelemetrySettings
{
    public static IConfigurationSection With(params (string Key, string? Value)[] changes) => Root(changes).GetSection("JwtKit");

    public static IConfigurationRoot Root(params (string Key, string? Value)[] changes) => new ConfigurationBuilder()
        .AddInMemoryCollection(Settings.With().AsEnumerable())
        .AddInMemoryCollection(
        [
            new("JwtKit:Validators:own:Issuer", "https://id.example.com"),
            new("JwtKit:Validators:own:Audience", "orders-api"),
            new("JwtKit:Validators:own:Secret", Settings.OwnSecret),
            new("JwtKit:Validators:own:Use", "OneTime"),
            new("JwtKit:Replay:Store", "Memory"),
        ])
        .AddInMemoryCollection(changes.Select(static change => KeyValuePair.Create("JwtKit:" + change.Key, change.Value)))
        .Build();
}
