using Microsoft.IdentityModel.Tokens;

namespace JwtKit.Benchmarks;

/// <summary>The same token as <see cref="KorePayload"/> writes, for the platform's default library.</summary>
internal static class IdentityModelTokens
{
    public static SecurityTokenDescriptor Describe(SigningCredentials credentials)
    {
        DateTime now = DateTime.UtcNow;
        return new SecurityTokenDescriptor
        {
            Issuer = KorePayload.ClientId,
            Audience = KoreAi.Audience,
            IssuedAt = now,
            Expires = now.AddSeconds(KorePayload.LifetimeSeconds),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = KorePayload.Subject,
                ["jti"] = Guid.NewGuid().ToString("N"),
                ["isAnonymous"] = false,
            },
            SigningCredentials = credentials,
        };
    }
}
