using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JwtKit;

/// <summary>Whether the certificates of the parties that the host uses are good for some time, and their revocation lists current.</summary>
internal sealed class CertificatesHealth(IEnumerable<MutualTlsUse> uses, TlsParties parties, TimeProvider timeProvider) : IAddedHealthCheck
{
    public string Name => "jwtkit_certificates";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HealthFindings findings = new(context.Registration.FailureStatus);
        DateTimeOffset now = timeProvider.GetUtcNow();
        foreach (string name in uses.Select(static use => use.Name).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            Note(findings, parties[name].Watch, name, now);
        }

        return Task.FromResult(findings.Result("Files of mutual TLS need to be replaced."));
    }

    private static void Note(HealthFindings findings, TlsPartyWatch party, string name, DateTimeOffset now)
    {
        TlsMaterial material = party.Current;
        (string setting, DateTimeOffset end) = material.FirstToExpire;
        string date = end.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);
        if (now >= end)
        {
            findings.Failed(name, $"{setting} ended at {date}");
        }
        else if (material.HasOutdatedRevocationListAt(now))
        {
            findings.Failed(name, $"{nameof(MutualTlsOptions.RevocationListFile)} is not current");
        }
        else if (end - now <= party.WarnBeforeExpiry)
        {
            findings.Degraded(name, $"{setting} ends at {date}");
        }
        else if (party.HasRefusedChange)
        {
            findings.Degraded(name, "changed files were refused");
        }
        else
        {
            findings.Healthy(name, $"{setting} ends at {date}");
        }
    }
}
