using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>What a host's resolver may look at to say whom a token is for.</summary>
/// <remarks>Belongs to one request. Not safe for concurrent use.</remarks>
public sealed class IdentityRequest
{
    private PostedIdentity? posted;

    internal IdentityRequest(HttpContext httpContext, TokenIdentity? known, Guid? visitor)
    {
        HttpContext = httpContext;
        Known = known;
        Visitor = visitor;
    }

    /// <summary>The request.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>The principal that the host's authentication has established.</summary>
    public ClaimsPrincipal User => HttpContext.User;

    /// <summary>What the principal's claims say; null for a caller who is not signed in, or whose claims name no subject.</summary>
    public TokenIdentity? Known { get; }

    /// <summary>The visitor of the sealed cookie, if the request has one that unseals.</summary>
    public Guid? Visitor { get; }

    /// <summary>Reads what the browser posted, of at most 16 KiB; once, and remembers it. Nothing else reads the body.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BadHttpRequestException">The body is too long, malformed, neither JSON nor a form, or of another charset than UTF-8. Uncaught, it becomes a response with the status 400, 413 or 415.</exception>
    /// <exception cref="OperationCanceledException">The client has gone, or <paramref name="cancellationToken"/> is canceled.</exception>
    public async ValueTask<PostedIdentity> ReadBodyAsync(CancellationToken cancellationToken) =>
        posted ??= await PostedBody.ReadAsync(HttpContext.Request, cancellationToken).ConfigureAwait(false);
}
