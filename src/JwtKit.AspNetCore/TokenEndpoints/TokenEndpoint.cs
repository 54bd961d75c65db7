using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>Answers the requests of one token endpoint.</summary>
internal sealed partial class TokenEndpoint(ITokenIssuer issuer, TokenEndpointSettings settings, EndpointCors cors, ILogger<TokenEndpoint> logger)
{
    private const string EncryptedParameter = "encrypted";

    private readonly TokenResponse response = new(issuer.Platform == TokenPlatform.KoreAiUser ? "jwt" : "token");

    /// <summary>The method by which each platform's client calls it.</summary>
    public static string MethodFor(TokenPlatform platform) => platform == TokenPlatform.Ccai ? HttpMethods.Get : HttpMethods.Post;

    /// <summary>Answers a browser that asks whether it may call from another origin. Where no origin is named, as if nothing were mapped.</summary>
    public async Task PreflightAsync(HttpContext context)
    {
        if (!cors.IsConfigured)
        {
            context.Response.Headers.Allow = MethodFor(issuer.Platform);
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        context.Response.StatusCode = await cors.ApplyAsync(context).ConfigureAwait(false) ? StatusCodes.Status204NoContent : StatusCodes.Status403Forbidden;
    }

    public async Task HandleAsync(HttpContext context)
    {
        // Set first, so that refusals carry them too.
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            if (await cors.ApplyAsync(context).ConfigureAwait(false))
            {
                await IssueAsync(context).ConfigureAwait(false);
            }
            else
            {
                await Problems.WriteAsync(
                    context, StatusCodes.Status403Forbidden, "cross_origin", "This page may not fetch tokens here.", "Its origin is not among those configured for the issuer.").ConfigureAwait(false);
            }
        }
        catch (BadHttpRequestException e)
        {
            await Problems.WriteAsync(context, e.StatusCode, CodeOf(e.StatusCode), "The request body was refused.", e.Message).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfClient(e, context))
        {
            LogAborted(logger, issuer.Name);
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            // The caller is a script in someone's page: it must get JSON it can show, not the host's error page. A cancellation that is not the
            // caller's own is a time-out inside.
            LogFailure(logger, issuer.Name, e);
            await Problems.WriteAsync(context, StatusCodes.Status500InternalServerError, "issuing_failed", "The token could not be issued.").ConfigureAwait(false);
        }
    }

    /// <summary>Whether the client itself has ended the request. That is no failure of the server.</summary>
    private static bool IsOfClient(Exception e, HttpContext context) =>
        e is ConnectionAbortedException or ConnectionResetException
        || (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested);

    private async Task IssueAsync(HttpContext context)
    {
        if (WantsEncryption(context.Request.Query[EncryptedParameter]) is not { } encrypt)
        {
            await Problems.WriteAsync(
                context, StatusCodes.Status400BadRequest, "encrypted_malformed", "The parameter 'encrypted' was not understood.", "It is true or false.").ConfigureAwait(false);
            return;
        }

        if (encrypt && issuer.Encryption == TokenEncryption.None)
        {
            await Problems.WriteAsync(
                context, StatusCodes.Status400BadRequest, "encryption_unavailable", "There are no encrypted tokens here.", "The issuer has no key to encrypt for.").ConfigureAwait(false);
            return;
        }

        TokenIdentity? known = PrincipalIdentity.From(context.User, settings.SubjectClaim);
        TokenIdentity? identity = known;
        if (settings.Resolver is { } resolve)
        {
            IdentityRequest request = new(context, known, settings.Visitors?.Find(context));
            identity = await resolve(request, context.RequestAborted).ConfigureAwait(false);
        }
        else if (known is null && PrincipalIdentity.IsAuthenticated(context.User))
        {
            // Signed in, yet nobody: such a user must not silently become a visitor.
            LogNoSubject(logger, issuer.Name, settings.SubjectClaim ?? "sub, nameidentifier");
            await Problems.WriteAsync(context, StatusCodes.Status403Forbidden, "subject_missing", "The sign-in names no subject that a token could speak of.").ConfigureAwait(false);
            return;
        }

        if (identity is null && settings.Visitors is null)
        {
            await Problems.WriteAsync(context, StatusCodes.Status401Unauthorized, "sign_in_required", "Sign in first.").ConfigureAwait(false);
        }
        else if (identity is null or { IsAnonymous: true } && settings.Visitors?.TryTake(context, out TimeSpan retryAfter) == false)
        {
            // Whoever made the visitor's identity, the server or the resolver.
            context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await Problems.WriteAsync(context, StatusCodes.Status429TooManyRequests, "too_many_requests", "Too many tokens were fetched from this address.").ConfigureAwait(false);
        }
        else
        {
            identity = identity is null ? settings.Visitors!.Receive(context) : settings.Visitors?.Merge(context, identity) ?? identity;
            await response.WriteAsync(context, issuer, identity, encrypt).ConfigureAwait(false);
        }
    }

    /// <summary>Null where nobody can tell: whoever asks for encryption in other words must not get a token that anyone can read.</summary>
    private static bool? WantsEncryption(StringValues parameter) => parameter.Count switch
    {
        0 => false,
        1 when bool.TryParse(parameter[0], out bool encrypt) => encrypt,
        _ => null,
    };

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "body_too_large",
        StatusCodes.Status415UnsupportedMediaType => "body_type_unsupported",
        _ => "body_malformed",
    };

    [LoggerMessage(EventId = 1, EventName = "TokenEndpointFailed", Level = LogLevel.Error, Message = "The issuer {Issuer} could not issue a token.")]
    private static partial void LogFailure(ILogger logger, string issuer, Exception exception);

    [LoggerMessage(EventId = 2, EventName = "SubjectMissing", Level = LogLevel.Warning, Message = "A signed-in user got no token of the issuer {Issuer}: none of the claim types {ClaimTypes} was there. WithSubjectClaim chooses another.")]
    private static partial void LogNoSubject(ILogger logger, string issuer, string claimTypes);

    [LoggerMessage(EventId = 3, EventName = "TokenRequestAborted", Level = LogLevel.Debug, Message = "The client ended its request to the issuer {Issuer} before it had a token.")]
    private static partial void LogAborted(ILogger logger, string issuer);
}

/// <summary>A token endpoint that issues an issuer's tokens, so that no change takes the issuer away, or makes it one that speaks for the application.</summary>
internal sealed record TokenEndpointUse(string Pattern, string Issuer) : IEntryUse
{
    public EntryKey Entry => EntryKey.Issuer(Issuer);

    public void NoteFaults(JwtKitOptions options, ICollection<string> faults)
    {
        string path = options.PathOf(Issuer);
        if (!options.Issuers.TryGetValue(Issuer, out IssuerOptions? issuer))
        {
            faults.Add($"{path}: is missing; the token endpoint '{Pattern}' issues its tokens. Take the endpoint out first.");
        }
        else if (issuer.Subject is not null)
        {
            faults.Add($"{path}:{nameof(issuer.Subject)}: makes the tokens speak for the application itself; the token endpoint '{Pattern}' would lend them to any caller.");
        }
    }
}
