using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>A request whose token was accepted.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
public sealed class BearerTokenValidated
{
    internal BearerTokenValidated(HttpContext context, ValidatedToken token, ClaimsPrincipal principal) => (Context, Token, Principal) = (context, token, principal);

    /// <summary>The request.</summary>
    public HttpContext Context { get; }

    /// <summary>The token.</summary>
    public ValidatedToken Token { get; }

    /// <summary>Whom the request will speak for.</summary>
    public ClaimsPrincipal Principal
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    internal bool IsRefused { get; private set; }

    /// <summary>Refuses the request as if the token were wrong. A one-time token is used up all the same.</summary>
    public void Refuse() => IsRefused = true;
}
