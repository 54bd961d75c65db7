using JwtKit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the parties of mutual TLS.</summary>
public static class MutualTlsServiceCollectionExtensions
{
    /// <summary>
    /// Makes a party available through <see cref="TlsParties"/>, for protocols other than HTTP. <c>AddMutualTls</c> and <c>UseJwtKitMutualTls</c> do so by
    /// themselves. Fails the start of the host if its settings are missing or have faults.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The name under <c>MutualTls</c> in the configuration that <c>AddJwtKit</c> reads, or of the settings that <paramref name="configure"/> makes.</param>
    /// <param name="configure">Makes the settings in code, or changes those of the configuration.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTlsParty(this IServiceCollection services, string name, Action<MutualTlsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        services.AddSingleton(new MutualTlsUse(name));
        services.AddMutualTlsOptions();
        services.AddHostedService<MutualTlsStart>();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        if (configure is not null)
        {
            services.PostConfigure<JwtKitOptions>(options =>
            {
                if (!options.MutualTls.TryGetValue(name, out MutualTlsOptions? settings))
                {
                    options.MutualTls[name] = settings = new MutualTlsOptions();
                }

                configure(settings);
            });
        }

        return services;
    }

    /// <summary>What <c>AddJwtKit</c> needs to read and check the parties that its section has.</summary>
    internal static void AddMutualTlsOptions(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JwtKitOptions>, MutualTlsOptionsCheck>());
        services.AddOptions<JwtKitOptions>().ValidateOnStart();
        JwtKitTelemetry.AddTo(services);
        services.TryAddSingleton(static provider => new TlsParties(
            provider.GetRequiredService<IOptionsMonitor<JwtKitOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<JwtKitTelemetry>()));
    }
}
