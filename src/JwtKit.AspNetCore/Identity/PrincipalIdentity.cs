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
        string? subject = subjectClaim is null ? First(principal, "sub", ClaimTypes.NameIdentifier) : First(principal, subjectClaim);
        return subject is null ? null : new TokenIdentity
        {
            Subject = subject,
            Name = First(principal, "name", ClaimTypes.Name),
            Email = First(principal, "email", ClaimTypes.Email),
        };
    }

    private static string? First(ClaimsPrincipal principal, params ReadOnlySpan<string> types)
    {
        foreach (string type in types)
        {
            // An identity that is not authenticated carries claims that nobody vouches for.
            string? value = principal.Identities
                .Where(static identity => identity.IsAuthenticated)
                .Select(identity => identity.FindFirst(type)?.Value)
                .FirstOrDefault(static found => !string.IsNullOrEmpty(found));
            if (value is not null)
            {
                return value;
            }
        }

        return null;
    }
}
