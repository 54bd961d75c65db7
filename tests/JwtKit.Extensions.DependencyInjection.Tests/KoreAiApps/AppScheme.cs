using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Stands for the host's authentication: whatever the header lists as <c>type=value</c> becomes claims of a caller who is signed in.</summary>
internal sealed class AppScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "App";
    public const string Header = "X-Test-Claims";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ } list])
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        IEnumerable<Claim> claims = list.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static claim => claim.Split('=')).Select(static parts => new Claim(parts[0], parts[1]));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Name)), Name)));
    }
}
