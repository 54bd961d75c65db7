using Microsoft.Net.Http.Headers;

namespace JwtKit.Samples.KorePlatform;

/// <summary>Lets only requests through that bring a bearer token of this platform.</summary>
internal sealed class BearerFilter(BearerTokens bearers) : IEndpointFilter
{
    private const string Word = "bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        string header = context.HttpContext.Request.Headers[HeaderNames.Authorization] is [{ } single] ? single : string.Empty;
        if (!header.StartsWith(Word, StringComparison.OrdinalIgnoreCase) || bearers.Find(header[Word.Length..].Trim(), out bool isExpired) is not { } token)
        {
            return PlatformError.Of(StatusCodes.Status401Unauthorized, "The header Authorization needs bearer and an access token that jwtgrant has given.");
        }

        if (isExpired)
        {
            return PlatformError.Of(StatusCodes.Status401Unauthorized, "The access token has expired.", "TOKEN_EXPIRED");
        }

        context.HttpContext.Features.Set(token);
        return await next(context);
    }
}
