using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JwtKit;

/// <summary>What a check found, under names of the configuration; the worst counts. Not safe for concurrent use.</summary>
internal sealed class HealthFindings(HealthStatus failureStatus)
{
    private readonly Dictionary<string, object> found = new(StringComparer.Ordinal);
    private HealthStatus worst = HealthStatus.Healthy;
    private bool hasFailed;

    public void Healthy(string name, string text = "ok") => found[name] = text;

    public void Degraded(string name, string text)
    {
        found[name] = text;
        worst = HealthStatus.Degraded;
    }

    public void Failed(string name, string text)
    {
        found[name] = text;
        hasFailed = true;
    }

    /// <param name="description">Said where not all is well.</param>
    public HealthCheckResult Result(string description) =>
        hasFailed ? new HealthCheckResult(failureStatus, description, data: found)
        : new HealthCheckResult(worst, worst == HealthStatus.Healthy ? null : description, data: found);
}

/// <summary>A check of another package, which <c>AddJwtKit</c> adds with its own. The package registers it as a service.</summary>
internal interface IAddedHealthCheck : IHealthCheck
{
    /// <summary>The name of its registration.</summary>
    string Name { get; }
}
