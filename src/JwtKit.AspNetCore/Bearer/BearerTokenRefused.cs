using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>A request whose token was refused.</summary>
public sealed class BearerTokenRefused
{
    internal BearerTokenRefused(HttpContext context, TokenFailure failure) => (Context, Failure) = (context, failure);

    /// <summary>The request.</summary>
    public HttpContext Context { get; }

    /// <summary>The reason, which has nothing of the token in it.</summary>
    public TokenFailure Failure { get; }
}
