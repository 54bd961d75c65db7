using System.Security.Claims;

namespace JwtKit;

/// <summary>Reads an identity from the authenticated part of a principal.</summary>
internal static class PrincipalIdentity
{
    public static bool IsAuthenticated(ClaimsPrincipal principal) => principal.Identities.Any(static identity => identity.IsAuthenticated);

    /// <summary>Null if no authenticated identity has the subject claim.</summary>
    /// <param name="principal">The request's user.</param>
    /// <param name="subjectClaim">The claim type that the host chose; null for the usual ones.</param>
    public static TokenIdentity? From(ClaimsPrincipal principal, string? subjectClaim)
    {
        // An identity that is not authenticated carries claims that nobody vouches for.
        foreach (ClaimsIdentity identity in principal.Identities.Where(static identity => identity.IsAuthenticated))
        {
            string? subject = subjectClaim is null ? First(identity, "sub", ClaimTypes.NameIdentifier) : First(identity, subjectClaim);
            if (subject is not null)
            {
                // From the same identity: one principal can hold several people, and none gets another's name or address.
                return new TokenIdentity
                {
                    Subject = subject,
                    Name = First(identity, "name", ClaimTypes.Name),
                    Email = First(identity, "email", ClaimTypes.Email),
                };
            }
        }

        return null;
    }

    private static string? First(ClaimsIdentity identity, params ReadOnlySpan<string> types)
    {
        foreach (string type in types)
        {
            // By hand, because the platform's search takes a claim of this name in any case.
            string? value = identity.Claims.FirstOrDefault(claim => claim.Type == type)?.Value;
            if (!string.IsNullOrEmpty(value))
            {
                return value;
            }
        }

        return null;
    }
}
