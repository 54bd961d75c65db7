using JwtKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds JwtKit to a host.</summary>
public static class JwtKitServiceCollectionExtensions
{
    /// <summary>
    /// Adds the issuers and validators of a configuration section: each injected by its name as a keyed <see cref="ITokenIssuer"/> or
    /// <see cref="ITokenValidator"/>, all together as <see cref="TokenIssuers"/> and <see cref="TokenValidators"/>. A wrong configuration stops the start and
    /// names every wrong key. A change of the section, or of a file that it names, takes effect by itself; a wrong one is logged, and the last good one stays.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section, usually <c>JwtKit</c>.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddJwtKit(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddSingleton<IConfigureOptions<JwtKitOptions>>(new JwtKitOptionsReader(section));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JwtKitOptions>, JwtKitOptionsCheck>());
        services.AddOptions<JwtKitOptions>().ValidateOnStart();
        services.AddMutualTlsOptions();
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton<JwtKitTelemetry>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new JwtKitSection(section));
        services.TryAddSingleton<ConfiguredKit.Maker>();
        services.TryAddSingleton<FreshOptions>();
        services.TryAddSingleton<JwtKitRuntime>();
        services.TryAddSingleton(static provider => new PublishedKeys(provider.GetRequiredService<JwtKitRuntime>()));
        services.TryAddSingleton(static provider => new TokenIssuers(provider.GetRequiredService<JwtKitRuntime>()));
        services.TryAddSingleton(static provider => new TokenValidators(provider.GetRequiredService<JwtKitRuntime>()));
        services.TryAddSingleton<JwksResolvers>();
        services.TryAddSingleton<IReplayStore, ConfiguredReplayStore>();
        services.TryAddKeyedSingleton<IReplayStore>(ConfiguredReplayStore.Memory, static (provider, _) => ConfiguredReplayStore.InMemory(provider));
        services.AddHostedService<JwtKitStart>();
        services.TryAddKeyedSingleton<ITokenIssuer>(
            KeyedService.AnyKey,
            static (provider, name) => provider.GetRequiredService<TokenIssuers>()[(string)name!]);
        services.TryAddKeyedSingleton<ITokenValidator>(
            KeyedService.AnyKey,
            static (provider, name) => provider.GetRequiredService<TokenValidators>()[(string)name!]);
        return services;
    }
}
