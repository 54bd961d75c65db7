using JwtKit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds JwtKit's health checks.</summary>
public static class JwtKitHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds the checks of what <c>AddJwtKit</c> runs. <c>jwtkit_configuration</c>: degraded while a changed configuration or an entry of it, that of <c>AddKoreAiApps</c> too, is refused and the one before is in use; its data name the entries.
    /// <c>jwtkit_keys</c>: the keys that validators fetch are there; degraded while they are, but could not be fetched anew, or a key of a set is weak or malformed. <c>jwtkit_certificates</c>, where the application uses mutual TLS: degraded
    /// when a certificate of mutual TLS is near its end, or changed files are refused. <c>jwtkit_replay</c>: a store outside of this process records an id.
    /// Their data are names of the configuration, codes, dates, and why keys of a JWK set are not used.
    /// </summary>
    /// <param name="builder">What <c>AddHealthChecks</c> returns.</param>
    /// <param name="failureStatus">What is reported where a check fails altogether.</param>
    /// <param name="tags">By which endpoints can choose checks; <c>jwtkit</c> is one always.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddJwtKit(this IHealthChecksBuilder builder, HealthStatus failureStatus = HealthStatus.Unhealthy, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        string[] all = ["jwtkit", .. tags ?? []];
        builder.Services.TryAddSingleton<ConfigurationHealth>();
        builder.Services.TryAddSingleton<KeysHealth>();
        builder.Services.TryAddSingleton<ReplayHealth>();
        builder.Services.AddOptions<HealthCheckServiceOptions>().Configure<IEnumerable<IAddedHealthCheck>>((options, added) =>
        {
            foreach (IAddedHealthCheck check in added)
            {
                options.Registrations.Add(new HealthCheckRegistration(check.Name, check, failureStatus, all));
            }
        });
        return builder
            .Add(new HealthCheckRegistration("jwtkit_configuration", static services => services.GetRequiredService<ConfigurationHealth>(), failureStatus, all))
            .Add(new HealthCheckRegistration("jwtkit_keys", static services => services.GetRequiredService<KeysHealth>(), failureStatus, all))
            .Add(new HealthCheckRegistration("jwtkit_replay", static services => services.GetRequiredService<ReplayHealth>(), failureStatus, all));
    }
}
