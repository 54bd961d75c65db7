using System.Globalization;

namespace JwtKit;

/// <summary>What a policy demands of the claims of a token whose signature is right.</summary>
internal static class ClaimChecks
{
    /// <summary>The first demand that is not met; null if all are.</summary>
    public static TokenFailure? FirstFailure(PreparedPolicy policy, ReadOnlySpan<byte> json, in ReceivedClaims claims, DateTimeOffset now)
    {
        if (policy.Issuer.IsChecked && !(claims.Issuer.IsPresent && policy.Issuer.Accepts(json, claims.Issuer)))
        {
            return new TokenFailure(
                TokenFailureCodes.IssuerMismatch,
                "The issuer is missing or is not the expected one.",
                policy.Issuer.ToString(),
                claims.Issuer.IsPresent ? claims.Issuer.GetText(json) : null);
        }

        if (policy.Audience.IsChecked && !AcceptsAudience(policy.Audience, json, claims.Audience))
        {
            return new TokenFailure(
                TokenFailureCodes.AudienceMismatch,
                "The token is not for the expected audience.",
                policy.Audience.ToString(),
                FirstAudience(json, claims.Audience));
        }

        long nowTicks = now.UtcTicks - DateTime.UnixEpoch.Ticks;
        return FirstTimeFailure(policy, in claims, now, nowTicks)
            ?? policy.Rules.FirstFailure(json, in claims)
            ?? policy.OneTime?.FirstFailure(in claims, nowTicks);
    }

    private static TokenFailure? FirstTimeFailure(PreparedPolicy policy, in ReceivedClaims claims, DateTimeOffset now, long nowTicks)
    {
        if (claims.Expires is { } expires)
        {
            if (nowTicks >= (expires * TimeSpan.TicksPerSecond) + policy.ExpirySkewTicks)
            {
                return TimeFailure(TokenFailureCodes.Expired, Failures.HasExpired, now, expires);
            }
        }
        else if (!policy.AllowUnlimitedLifetime)
        {
            return Failures.ExpirationMissing;
        }

        if (claims.NotBefore is { } notBefore && nowTicks + policy.SkewTicks < notBefore * TimeSpan.TicksPerSecond)
        {
            return TimeFailure(TokenFailureCodes.NotYetValid, "The token is not valid yet.", now, notBefore);
        }

        return claims.IssuedAt is { } issuedAt && nowTicks + policy.SkewTicks < issuedAt * TimeSpan.TicksPerSecond
            ? TimeFailure(TokenFailureCodes.IssuedInFuture, "The token says that it was issued in the future.", now, issuedAt)
            : null;
    }

    private static bool AcceptsAudience(Expected expected, ReadOnlySpan<byte> json, JsonRange audience)
    {
        AudienceReader audiences = ReceivedClaims.AudiencesOf(json, audience);
        while (audiences.Next())
        {
            if (expected.Accepts(json, audiences.Current))
            {
                return true;
            }
        }

        return false;
    }

    private static string? FirstAudience(ReadOnlySpan<byte> json, JsonRange audience)
    {
        AudienceReader audiences = ReceivedClaims.AudiencesOf(json, audience);
        return audiences.Next() ? audiences.Current.GetText(json) : null;
    }

    private static TokenFailure TimeFailure(string code, string description, DateTimeOffset now, long found) =>
        new(code, description, "now " + Text(now), Text(DateTimeOffset.FromUnixTimeSeconds(found)));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
