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
        services.AddJwtKitMutualTls();
        if (configure is not null)
        {
            services.PostConfigure<JwtKitOptions>(options =>
            {
                AddedEntries<MutualTlsOptions> parties = MutualTlsSettings.PartiesOf(options);
                if (!parties.TryFind(name, out MutualTlsOptions? settings))
                {
                    parties[name] = settings = new MutualTlsOptions();
                }

                configure(settings);
            });
        }

        return services;
    }

    /// <summary>
    /// Reads and checks the section <c>MutualTls</c> below the one that <c>AddJwtKit</c> reads, and makes its parties available through <see cref="TlsParties"/>. <c>AddMutualTls</c>,
    /// <c>AddTlsParty</c> and <c>UseJwtKitMutualTls</c> call it; call it yourself for parties that none of them names.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddJwtKitMutualTls(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        JwtKitTelemetry.AddTo(services);
        services.TryAddSingleton<MutualTlsSection>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAddedSection, MutualTlsSection>(static provider => provider.GetRequiredService<MutualTlsSection>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JwtKitOptions>, MutualTlsOptionsCheck>());
        services.AddOptions<JwtKitOptions>().ValidateOnStart();
        services.TryAddSingleton(static provider => new TlsParties(
            provider.GetRequiredService<IOptionsMonitor<JwtKitOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<JwtKitTelemetry>()));
        services.AddHostedService<MutualTlsStart>();
        services.TryAddSingleton<CertificatesHealth>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAddedHealthCheck, CertificatesHealth>(static provider => provider.GetRequiredService<CertificatesHealth>()));
        return services;
    }
}
