using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace JwtKit;

/// <summary>Signs a caller in as the user whose token it sends, once the service has said whose it is.</summary>
internal sealed class KaizalaHandler(IOptionsMonitor<KaizalaOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<KaizalaOptions>(options, loggers, encoder)
{
    private static readonly AuthenticateResult Malformed = AuthenticateResult.Fail("The token is malformed.");
    private static readonly AuthenticateResult Refused = AuthenticateResult.Fail("The token is not valid.");
    private static readonly AuthenticateResult Unchecked = AuthenticateResult.Fail("The token could not be checked.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        StringValues sent = Request.Headers[Options.HeaderName];
        if (sent.Count == 0)
        {
            return AuthenticateResult.NoResult();
        }

        if (sent is not [{ } token] || !KaizalaToken.IsWellFormed(token))
        {
            return Malformed;
        }

        KaizalaIntrospection users = Context.RequestServices.GetRequiredKeyedService<KaizalaIntrospection>(Scheme.Name);
        KaizalaResponse answer = await users.FindAsync(token, Context.RequestAborted).ConfigureAwait(false);
        return answer.User is { } user ? AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(user), Scheme.Name))
            : ReferenceEquals(answer, KaizalaResponse.Refused) ? Refused
            : Unchecked;
    }

    /// <summary>401; 503 where nobody can say whether the token is valid, since 401 would tell the caller that it is not.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        AuthenticateResult result = await HandleAuthenticateOnceSafeAsync().ConfigureAwait(false);
        if (ReferenceEquals(result, Unchecked))
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.Remove(HeaderNames.WWWAuthenticate);
            return;
        }

        // Another scheme of the same endpoint could not check the token, which may be good there.
        if (Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            return;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, KaizalaDefaults.AuthenticationScheme);
    }

    /// <summary>A principal of its own for each request, which may add to it.</summary>
    private ClaimsPrincipal PrincipalOf(KaizalaUser user)
    {
        string id = user.Id.ToString("D");
        ClaimsIdentity identity = new(Scheme.Name, KaizalaClaimTypes.Name, ClaimTypes.Role);
        Add(ClaimTypes.NameIdentifier, id);
        Add(KaizalaClaimTypes.Id, id);
        Add(KaizalaClaimTypes.Name, user.Name);
        Add(KaizalaClaimTypes.PhoneNumber, user.PhoneNumber);
        Add(KaizalaClaimTypes.PictureUrl, user.PictureUrl);
        Add(KaizalaClaimTypes.ActionPackageId, user.ActionPackageId);
        return new ClaimsPrincipal(identity);

        void Add(string type, string? value)
        {
            if (value is not null)
            {
                identity.AddClaim(new Claim(type, value, ClaimValueTypes.String, ClaimsIssuer));
            }
        }
    }
}
