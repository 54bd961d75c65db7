using JwtKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Kore.ai's apps: how their tokens are checked, and what they may do.</summary>
public static class KoreAiAppsServiceCollectionExtensions
{
    /// <summary>
    /// Registers the apps of a configuration section as <see cref="IKoreAiAppRegistry"/>, and validators for their tokens as keyed <see cref="ITokenValidator"/>
    /// under <see cref="KoreAiValidatorNames"/>. A wrong setting, such as a scope that does not exist, stops the start and is named, and so is a section that does not exist. A change of the section, or
    /// of a file that it names, takes effect by itself. An app that a change makes wrong is logged and keeps its last good configuration, while the others
    /// change. A registry that code registers before takes its place for scopes and grants.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">A section with a section for each app: <c>ClientId</c>; <c>Algorithm</c>, <c>Secret</c>, <c>SecretFile</c> or <c>KeyFile</c>; <c>Scopes</c>, <c>ScopesPublished</c>, <c>Tables</c>, <c>Views</c>.</param>
    /// <param name="platform">A section with the platform's private key, which all apps encrypt for: <c>DecryptionKeyFile</c>, <c>DecryptionKeyPassword</c>, <c>DecryptionKeyId</c>, <c>KeyManagements</c>. Without it encrypted tokens are refused.</param>
    /// <returns>The services.</returns>
    /// <remarks>
    /// The keys of <see cref="KoreAiAppRegistration.App"/> are the registry's and are erased some time after the configuration has changed. The keyed validators
    /// hold on to those they use; code that validates by itself asks the registry again for each token.
    /// </remarks>
    public static IServiceCollection AddKoreAiApps(this IServiceCollection services, IConfigurationSection section, IConfigurationSection? platform = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        KoreAiAppsReader reader = new(section, platform);
        services.AddSingleton(reader);
        services.AddSingleton<IConfigureOptions<KoreAiAppsOptions>>(reader);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KoreAiAppsOptions>, KoreAiAppsCheck>());
        services.AddOptions<KoreAiAppsOptions>().ValidateOnStart();
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton<JwtKitTelemetry>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<KoreAiAppSetFactory>();
        services.TryAddSingleton<ConfiguredKoreAiApps>();
        services.TryAddSingleton<SkippedKeys>();
        services.TryAddSingleton<IKoreAiAppRegistry>(static provider => provider.GetRequiredService<ConfiguredKoreAiApps>());
        services.TryAddKeyedSingleton<ITokenValidator>(KoreAiValidatorNames.User, static (provider, _) => Validator(provider, KoreAiTokenKind.User));
        services.TryAddKeyedSingleton<ITokenValidator>(KoreAiValidatorNames.Api, static (provider, _) => Validator(provider, KoreAiTokenKind.Api));
        services.AddHostedService<KoreAiAppsStart>();
        return services;
    }

    private static KoreAiTokenValidator Validator(IServiceProvider provider, KoreAiTokenKind kind) => new(provider.GetRequiredService<ConfiguredKoreAiApps>(), kind);
}
