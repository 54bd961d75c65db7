using JwtKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Kore.ai's apps and what they may do.</summary>
public static class KoreAiAppsServiceCollectionExtensions
{
    /// <summary>
    /// Registers the apps of a configuration section as <see cref="IKoreAiAppRegistry"/>. A wrong setting, such as a scope that does not exist, stops the start
    /// and is named. A change takes effect by itself; a wrong one is logged, and the last good one stays. A registry that code registers before takes its place.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">A section with a section for each app: <c>ClientId</c>, <c>Scopes</c>, <c>ScopesPublished</c>, <c>Tables</c>, <c>Views</c>.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddKoreAiApps(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        KoreAiAppsReader reader = new(section);
        services.AddSingleton(reader);
        services.AddSingleton<IConfigureOptions<KoreAiAppsOptions>>(reader);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KoreAiAppsOptions>, KoreAiAppsCheck>());
        services.AddOptions<KoreAiAppsOptions>().ValidateOnStart();
        services.AddLogging();
        services.TryAddSingleton<ConfiguredKoreAiApps>();
        services.TryAddSingleton<IKoreAiAppRegistry>(static provider => provider.GetRequiredService<ConfiguredKoreAiApps>());
        services.AddHostedService<KoreAiAppsStart>();
        return services;
    }
}
