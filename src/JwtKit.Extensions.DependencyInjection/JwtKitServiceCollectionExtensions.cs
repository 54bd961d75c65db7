using JwtKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds JwtKit to a host.</summary>
public static class JwtKitServiceCollectionExtensions
{
    /// <summary>
    /// Adds the issuers of a configuration section: each injected by its name as a keyed <see cref="ITokenIssuer"/>, all together as
    /// <see cref="TokenIssuers"/>. A wrong configuration stops the start and names every wrong key.
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
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TokenIssuers>();
        services.TryAddKeyedSingleton<ITokenIssuer>(
            KeyedService.AnyKey,
            static (provider, name) => provider.GetRequiredService<TokenIssuers>()[(string)name!]);
        return services;
    }
}
