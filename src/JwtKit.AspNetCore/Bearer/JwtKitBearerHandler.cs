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

/// <summary>Authenticates requests by their token (RFC 6750 section 2.1). One per request, in which it validates once, so that a one-time token is used once.</summary>
internal sealed partial class JwtKitBearerHandler(IOptionsMonitor<JwtKitBearerOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<JwtKitBearerOptions>(options, logger, encoder)
{
    private const string Word = "Bearer";

    private static readonly AuthenticateResult Refused = AuthenticateResult.Fail("The token was refused.");
    private static readonly AuthenticateResult Unchecked = AuthenticateResult.Fail("The token could not be checked.");
    private static readonly AuthenticateResult Unreadable = AuthenticateResult.Fail("The header does not hold one token.");

    private TokenFailure? failure;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        StringValues values = Request.Headers[Options.HeaderName];
        if (values.Count > 1)
        {
            return Unreadable;
        }

        string? token = TokenIn(values.ToString());
        if (token is not { Length: > 0 })
        {
            return token is null ? AuthenticateResult.NoResult() : Unreadable;
        }

        ITokenValidator validator = Context.RequestServices.GetRequiredKeyedService<ITokenValidator>(Options.ValidatorName);
        ValidationOutcome outcome = await validator.ValidateAsync(token, Context.RequestAborted).ConfigureAwait(false);
        return outcome.Succeeded
            ? await AcceptAsync(outcome.Token!).ConfigureAwait(false)
            : await RefuseAsync(outcome.Failure!).ConfigureAwait(false);
    }

    /// <summary>401; 503 where nobody can say whether the token is good, since 401 would have the caller fetch another one in vain.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        AuthenticateResult result = await HandleAuthenticateOnceSafeAsync().ConfigureAwait(false);

        // Another scheme of the same endpoint has given its answer, with a body.
        if (Response.HasStarted)
        {
            return;
        }

        if (ReferenceEquals(result, Unchecked))
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.Remove(HeaderNames.WWWAuthenticate);
        }
        else if (Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            // Another scheme of the same endpoint could not check the token, which may be good there.
            return;
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers.Append(HeaderNames.WWWAuthenticate, result.Failure is null ? Word : $"{Word} error=\"invalid_token\"");
        }

        if (Options.OnChallenge is { } challenged)
        {
            await challenged(new BearerChallenge(Context, failure)).ConfigureAwait(false);
        }
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        // As above.
        if (Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Options.OnForbidden is { } forbidden ? forbidden(Context) : Task.CompletedTask;
    }

    private async Task<AuthenticateResult> AcceptAsync(ValidatedToken token)
    {
        ClaimsPrincipal principal = token.ToClaimsPrincipal(Scheme.Name, Options.NameClaim, Options.RoleClaim);
        if (Options.OnTokenValidated is { } validated)
        {
            BearerTokenValidated accepted = new(Context, token, principal);
            await validated(accepted).ConfigureAwait(false);
            if (accepted.IsRefused)
            {
                return Refused;
            }

            principal = accepted.Principal;
        }

        AuthenticationProperties properties = new() { IssuedUtc = token.IssuedAt, ExpiresUtc = token.ExpiresAt };
        return AuthenticateResult.Success(new AuthenticationTicket(principal, properties, Scheme.Name));
    }

    private async Task<AuthenticateResult> RefuseAsync(TokenFailure reason)
    {
        failure = reason;
        LogRefused(Logger, Scheme.Name, reason.Code);
        if (Options.OnRefused is { } refused)
        {
            await refused(new BearerTokenRefused(Context, reason)).ConfigureAwait(false);
        }

        return failure.Code is TokenFailureCodes.KeysUnavailable or TokenFailureCodes.ReplayStoreUnavailable or TokenFailureCodes.ReplayStoreFull ? Unchecked : Refused;
    }

    [LoggerMessage(EventId = 1, EventName = "TokenRefused", Level = LogLevel.Information, Message = "The scheme {SchemeName} refused a token: {Code}.")]
    private static partial void LogRefused(ILogger logger, string schemeName, string code);

    /// <summary>The token; empty where the header announces one that is not there, null where it announces none.</summary>
    private string? TokenIn(string header)
    {
        if (!Options.HeaderName.Equals(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase))
        {
            return header.Length == 0 ? null : header;
        }

        // The word's case does not count (RFC 9110 section 11.1).
        return !header.StartsWith(Word, StringComparison.OrdinalIgnoreCase) ? null
            : header.Length == Word.Length ? string.Empty
            : header[Word.Length] == ' ' ? header[(Word.Length + 1)..].TrimStart(' ')
            : null;
    }
}
