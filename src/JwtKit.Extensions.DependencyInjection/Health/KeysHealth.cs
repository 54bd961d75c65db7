using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Whether the keys that validators fetch are there, and which keys of sets are not used. Keys from files are there, or the configuration is refused.</summary>
internal sealed class KeysHealth(IOptionsMonitor<JwtKitOptions> options, JwksResolvers resolvers, SkippedKeys skippedKeys) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HealthFindings findings = new(context.Registration.FailureStatus);
        JwtKitOptions current = options.CurrentValue;
        foreach ((string name, ValidatorOptions validator) in current.Validators)
        {
            IReadOnlyList<SkippedJwk> inFile = skippedKeys.Of($"{current.PathOfValidator(name)}:{nameof(validator.KeyFile)}");
            if (validator.KeyFile is not null && inFile.Count > 0)
            {
                Note(findings, name, hasKeys: true, failure: null, inFile);
            }

            if (validator.JwksUri is not { } address || !SignatureAlgorithm.TryParse(validator.Algorithm ?? SignatureAlgorithm.Rs256.Name, out SignatureAlgorithm? algorithm))
            {
                continue;
            }

            // Fetches where there is none yet, and no more often than any token could make it.
            JwksResolver resolver = resolvers.Find(address, algorithm, validator.AllowHttpOnLoopback);
            bool hasKeys = await resolver.PrefetchAsync(cancellationToken).ConfigureAwait(false);
            Note(findings, name, hasKeys, resolver.LastFailure, resolver.Skipped);
        }

        return findings.Result("Published keys could not be fetched, or cannot be used.");
    }

    private static void Note(HealthFindings findings, string validator, bool hasKeys, JwksFailure? failure, IReadOnlyList<SkippedJwk> skipped)
    {
        if (!hasKeys)
        {
            findings.Failed(validator, failure is null ? TokenFailureCodes.KeysUnavailable : TextOf(failure));
        }
        else if (failure is not null)
        {
            findings.Degraded(validator, TextOf(failure));
        }
        else if (SkippedKeys.HasDefect(skipped))
        {
            findings.Degraded(validator, SkippedJwk.Describe(skipped));
        }
        else
        {
            findings.Healthy(validator, skipped.Count == 0 ? "ok" : SkippedJwk.Describe(skipped));
        }
    }

    /// <summary>The code alone, but for keys that cannot be used: there it is the reasons that matter.</summary>
    private static string TextOf(JwksFailure failure) => failure.Code == JwksFailure.NoUsableKey ? failure.ToString() : failure.Code;
}
