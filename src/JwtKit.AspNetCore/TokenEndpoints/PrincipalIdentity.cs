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
        foreach (ClaimsIdentity identity in principal.Identities)
        {
            if (!identity.IsAuthenticated)
            {
                continue;
            }

            string? subject = subjectClaim is null ? FirstFilled(identity, "sub", ClaimTypes.NameIdentifier) : FirstFilled(identity, subjectClaim);
            if (subject is not null)
            {
                // From the same identity: one principal can hold several people, and none gets another's name or address.
                return new TokenIdentity
                {
                    Subject = subject,
                    Name = FirstFilled(identity, "name", ClaimTypes.Name),
                    Email = FirstFilled(identity, "email", ClaimTypes.Email),
                };
            }
        }

        return null;
    }

    /// <summary>The value of the first of these types that has one.</summary>
    private static string? FirstFilled(ClaimsIdentity identity, params ReadOnlySpan<string> types)
    {
        foreach (string type in types)
        {
            if (First(identity, type) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>By hand, because .NET's search takes a claim of this name in any case.</summary>
    private static string? First(ClaimsIdentity identity, string type)
    {
        foreach (Claim claim in identity.Claims)
        {
            if (claim.Type == type)
            {
                return claim.Value;
            }
        }

        return null;
    }
}
