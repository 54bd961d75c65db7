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
    /// names every wrong key. A change of the section, or of a file that it names, takes effect by itself. An entry that a change makes wrong is logged and keeps its
    /// last good configuration, while the others change; so does one that the change takes out while an endpoint, an authentication scheme or an HTTP client uses it.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section, usually <c>JwtKit</c>. One that does not exist in the configuration stops the start; an empty one (<c>{}</c>) does not.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddJwtKit(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddSingleton<IConfigureOptions<JwtKitOptions>>(provider => new JwtKitSettings(section, provider.GetServices<IAddedSection>()));
        services.AddSingleton(new JwtKitSection(section));
        return AddRuntime(services);
    }

    /// <summary>
    /// Adds the issuers and validators that code describes, alone or beside a section, with the same checks at the start and the same names in messages. Code
    /// comes after every section, whatever the order of the calls, and several calls add up in their order.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">
    /// Adds to the options or changes them. Runs when the host starts, and again whenever a section or a file that the options name has changed: keys are made
    /// outside of it, once, and the caller disposes them.
    /// </param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddJwtKit(this IServiceCollection services, Action<JwtKitOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.PostConfigure(configure);
        return AddRuntime(services);
    }

    private static IServiceCollection AddRuntime(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JwtKitOptions>, JwtKitOptionsCheck>());
        services.AddOptions<JwtKitOptions>().ValidateOnStart();
        services.AddLogging();
        JwtKitTelemetry.AddTo(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PayloadBudget>();
        services.TryAddSingleton<EntryUses>();
        services.TryAddSingleton<JwtKitSnapshotFactory>();
        services.TryAddSingleton<JwtKitOptionsSource>();
        services.TryAddSingleton<IOptionsFactory<JwtKitOptions>>(static provider => provider.GetRequiredService<JwtKitOptionsSource>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOptionsChangeTokenSource<JwtKitOptions>, JwtKitOptionsSource>(static provider => provider.GetRequiredService<JwtKitOptionsSource>()));
        services.TryAddSingleton<JwtKitRuntime>();
        services.TryAddSingleton(static provider => new PublishedKeys(provider.GetRequiredService<JwtKitRuntime>().Published));
        services.TryAddSingleton(static provider => new TokenIssuers(provider.GetRequiredService<JwtKitRuntime>().Issuers));
        services.TryAddSingleton(static provider => new TokenValidators(provider.GetRequiredService<JwtKitRuntime>().Validators));
        services.TryAddSingleton(static provider => new EnvelopeProfiles(provider.GetRequiredService<JwtKitRuntime>().Envelopes));
        services.TryAddSingleton<JwksResolvers>();
        services.TryAddSingleton<SkippedKeys>();
        services.TryAddSingleton<IReplayStore, ReplayStoreSelection>();
        services.TryAddKeyedSingleton<IReplayStore>(ReplayStoreSelection.Memory, static (provider, _) => ReplayStoreSelection.InMemory(provider));
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
