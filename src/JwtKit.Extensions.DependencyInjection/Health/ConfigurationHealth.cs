using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JwtKit;

/// <summary>Whether the configuration that is in use is the one that stands in its sources.</summary>
internal sealed class ConfigurationHealth(JwtKitRuntime runtime, IEnumerable<ConfiguredKoreAiApps> apps) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HealthFindings findings = new(context.Registration.FailureStatus);
        Note(findings, runtime.HasRefusedChange, runtime.Refused, "JwtKit");
        foreach (ConfiguredKoreAiApps configured in apps)
        {
            Note(findings, configured.HasRefusedChange, configured.Refused, "KoreAiApps");
        }

        return Task.FromResult(findings.Result("A changed configuration was refused, and the last good one is in use. The log names the settings."));
    }

    private static void Note(HealthFindings findings, bool isRefused, IEnumerable<EntryRefusal> entries, string whole)
    {
        if (isRefused)
        {
            findings.Degraded(whole, "the last change was refused as a whole, and the last good configuration is in use");
        }

        foreach (EntryRefusal entry in entries)
        {
            findings.Degraded(entry.Path, entry.IsKept ? "its change was refused, and its last good configuration is in use" : "it is new and has faults, and is not there");
        }
    }
}
