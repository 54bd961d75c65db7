using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>A request that is answered with 401, because it brought no token that was accepted, or with 503, because nobody could check its token.</summary>
public sealed class BearerChallenge
{
    internal BearerChallenge(HttpContext context, TokenFailure? failure) => (Context, Failure) = (context, failure);

    /// <summary>The request. Status and <c>WWW-Authenticate</c> are set; the body is still to be written.</summary>
    public HttpContext Context { get; }

    /// <summary>Why the token was refused; null where there was none, or none that could be read.</summary>
    public TokenFailure? Failure { get; }
}
