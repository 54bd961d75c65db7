using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Whether the keys that validators fetch are there. Keys from files are there, or the configuration is refused.</summary>
internal sealed class KeysHealth(IOptionsMonitor<JwtKitOptions> options, JwksResolvers resolvers) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Findings findings = new(context.Registration.FailureStatus);
        foreach ((string name, ValidatorOptions validator) in options.CurrentValue.Validators)
        {
            if (validator.JwksUri is not { } address || !SignatureAlgorithm.TryParse(validator.Algorithm ?? SignatureAlgorithm.Rs256.Name, out SignatureAlgorithm? algorithm))
            {
                continue;
            }

            // Fetches where there is none yet, and no more often than any token could make it.
            JwksResolver resolver = resolvers.Find(address, algorithm, validator.AllowHttpOnLoopback);
            bool hasKeys = await resolver.PrefetchAsync(cancellationToken).ConfigureAwait(false);
            Note(findings, name, hasKeys, resolver.LastFailure?.Code);
        }

        return findings.Result("Published keys could not be fetched.");
    }

    private static void Note(Findings findings, string validator, bool hasKeys, string? failure)
    {
        if (!hasKeys)
        {
            findings.Failed(validator, failure ?? TokenFailureCodes.KeysUnavailable);
        }
        else if (failure is not null)
        {
            findings.Degraded(validator, failure);
        }
        else
        {
            findings.Healthy(validator);
        }
    }
}
