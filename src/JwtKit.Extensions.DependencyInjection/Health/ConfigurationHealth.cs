using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JwtKit;

/// <summary>Whether the configuration that is in use is the one that stands in its sources.</summary>
internal sealed class ConfigurationHealth(JwtKitRuntime runtime, IEnumerable<ConfiguredKoreAiApps> apps) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(runtime.HasRefusedChange || apps.Any(static configured => configured.HasRefusedChange)
            ? HealthCheckResult.Degraded("A changed configuration was refused, and the last good one is in use. The log names the settings.")
            : HealthCheckResult.Healthy());
}
