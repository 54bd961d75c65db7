using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace JwtKit;

/// <summary>How requests bring their token, and what becomes of its claims.</summary>
/// <remarks>Not safe for concurrent use; fixed once the scheme is in use.</remarks>
public sealed class JwtKitBearerOptions : AuthenticationSchemeOptions
{
    /// <summary>The validator's name in the configuration.</summary>
    public string ValidatorName { get; set; } = string.Empty;

    /// <summary>The header with the token: <c>Authorization</c>, after the word Bearer, or another one, such as <c>auth</c>, with nothing but the token.</summary>
    /// <value><c>Authorization</c> by default.</value>
    public string HeaderName { get; set; } = HeaderNames.Authorization;

    /// <summary>The claim that is the principal's name.</summary>
    /// <value><c>sub</c> by default.</value>
    public string NameClaim { get; set; } = "sub";

    /// <summary>The claim that holds the principal's roles.</summary>
    /// <value><c>roles</c> by default.</value>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Called when a token was accepted; may change the principal, or refuse it after all.</summary>
    /// <value>None by default.</value>
    public Func<BearerTokenValidated, Task>? OnTokenValidated { get; set; }

    /// <summary>Called when a token was refused, or could not be checked, to count or log the reason; the caller is not told it.</summary>
    /// <value>None by default.</value>
    public Func<BearerTokenRefused, Task>? OnRefused { get; set; }

    /// <summary>Called when a request is answered with 401, or with 503 where nobody could check its token, to write a body. What it writes of <see cref="BearerChallenge.Failure"/> the caller is told.</summary>
    /// <value>None by default: the answer has no body.</value>
    public Func<BearerChallenge, Task>? OnChallenge { get; set; }

    /// <summary>Called when a request with an accepted token is answered with 403, to write a body.</summary>
    /// <value>None by default: the answer has no body.</value>
    public Func<HttpContext, Task>? OnForbidden { get; set; }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The validator's name or the header is missing.</exception>
    public override void Validate()
    {
        base.Validate();
        ArgumentException.ThrowIfNullOrEmpty(ValidatorName);
        ArgumentException.ThrowIfNullOrEmpty(HeaderName);
    }
}
