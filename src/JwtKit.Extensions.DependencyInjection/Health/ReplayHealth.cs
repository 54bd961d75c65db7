using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JwtKit;

/// <summary>Whether a replay store outside of this process records an id. The id is random, in a scope of its own, and soon forgotten.</summary>
internal sealed class ReplayHealth(IReplayStore store, TimeProvider timeProvider) : IHealthCheck
{
    private const string Name = "store";
    private const string Scope = "JwtKit health check";

    /// <summary>With room for clocks that differ.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever goes wrong in a store is what the check is for.")]
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HealthFindings findings = new(context.Registration.FailureStatus);
        if (store is InMemoryReplayStore or ReplayStoreSelection { IsOutside: false })
        {
            return findings.Result(string.Empty);
        }

        try
        {
            ReplayId id = ReplayId.Create(Scope, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
            ReplayOutcome outcome = await store.TryRecordAsync(id, timeProvider.GetUtcNow() + Lifetime, cancellationToken).ConfigureAwait(false);
            if (outcome == ReplayOutcome.Recorded)
            {
                findings.Healthy(Name);
            }
            else
            {
                findings.Failed(Name, outcome.ToString());
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The type alone: a text of the store's may name what it connects with.
            findings.Failed(Name, e.GetType().Name);
        }

        return findings.Result("The replay store did not record an id; one-time tokens are refused.");
    }
}
