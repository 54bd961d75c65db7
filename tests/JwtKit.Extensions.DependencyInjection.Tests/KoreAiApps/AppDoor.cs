using JwtKit.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>A host with configured apps, whose settings and files a test changes.</summary>
internal sealed class AppDoor : IDisposable
{
    private readonly ReloadHost host;
    private readonly ChangingSettings settings;

    private AppDoor(ReloadHost host, ChangingSettings settings)
    {
        this.host = host;
        this.settings = settings;
    }

    public IEnumerable<string> Changes => host.Log.Of("JwtKit.ConfiguredKoreAiApps");

    public IKoreAiAppRegistry Registry => host.Services.GetRequiredService<IKoreAiAppRegistry>();

    public ITokenValidator Users => host.Services.GetRequiredKeyedService<ITokenValidator>(KoreAiValidatorNames.User);

    public ITokenValidator Api => host.Services.GetRequiredKeyedService<ITokenValidator>(KoreAiValidatorNames.Api);

    public FixedTimeProvider Time => host.Time;

    public static async Task<AppDoor> OpenAsync((string Key, string? Value)[] initial, Action<IServiceCollection>? services = null)
    {
        // All that ChangingSettings has stands under JwtKit; the apps and the platform are sections of their own elsewhere.
        ChangingSettings settings = new(initial);
        IConfigurationSection kit = new ConfigurationBuilder()
            .AddInMemoryCollection(initial.Where(static setting => setting.Key.StartsWith("Replay:", StringComparison.Ordinal)).Select(static setting => KeyValuePair.Create("JwtKit:" + setting.Key, setting.Value)).Prepend(KeyValuePair.Create("JwtKit", (string?)"")))
            .Build().GetSection("JwtKit");
        ReloadHost host = await ReloadHost.StartAsync(kit, collection =>
        {
            services?.Invoke(collection);
            collection.AddKoreAiApps(settings.Section.GetSection("Apps"), settings.Section.GetSection("Platform"));
        });
        return new AppDoor(host, settings);
    }

    /// <summary>What the check of the configuration says.</summary>
    public async Task<HealthStatus> HealthAsync() =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["jwtkit_configuration"].Status;

    public void Change(params (string Key, string? Value)[] changes) => settings.Change(changes);

    public void Look(int times = 2) => host.Look(times);

    /// <summary>The verdict on a user token of the first app.</summary>
    public Task<string> UserAsync(string secret = AppFiles.Secret, string clientId = "cs-1")
    {
        using SigningKey key = SigningKey.Hs256(Secret.FromText(secret));
        return Users.VerdictAsync(Jwt.Sign(KoreAi.UserToken(clientId, "john"), key, Time));
    }

    public void Dispose() => host.Dispose();
}
