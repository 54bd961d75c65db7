using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace JwtKit;

/// <summary>What documents of the API (OpenAPI) say of JwtKit's endpoints.</summary>
internal static class EndpointDescription
{
    private const string Tag = "JwtKit";
    private const string Problem = "application/problem+json";

    /// <summary>The statuses of a token endpoint's own refusals.</summary>
    private static readonly int[] Refusals =
    [
        StatusCodes.Status400BadRequest,
        StatusCodes.Status401Unauthorized,
        StatusCodes.Status403Forbidden,
        StatusCodes.Status413PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests,
        StatusCodes.Status500InternalServerError,
    ];

    public static IEndpointConventionBuilder DescribeTokens(this IEndpointConventionBuilder endpoint, RequestDelegate handler, ITokenIssuer issuer) => endpoint
        .WithMetadata([
            .. Common(handler),
            new ProducesResponseTypeMetadata(
                StatusCodes.Status200OK, issuer.Platform == TokenPlatform.KoreAiUser ? typeof(JwtAnswer) : typeof(TokenAnswer), ["application/json"]),
            .. Refusals.Select(static status => new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), [Problem])),
        ])
        .WithTags(Tag)
        .WithSummary($"Issues a token of '{issuer.Name}' for the caller.")
        .WithDescription(issuer.Encryption == TokenEncryption.OnRequest
            ? "The token speaks of the authenticated caller. With the query 'encrypted=true' it comes encrypted for its platform."
            : "The token speaks of the authenticated caller.");

    public static IEndpointConventionBuilder DescribeKeys(this IEndpointConventionBuilder endpoint, RequestDelegate handler) => endpoint
        .WithMetadata([.. Common(handler), new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(KeySetAnswer), ["application/jwk-set+json"])])
        .WithTags(Tag)
        .WithSummary("Publishes the public keys of the issuers as a JWK set.");

    /// <summary>The method, without which an endpoint that is no route handler is left out of every document.</summary>
    private static object[] Common(RequestDelegate handler) => [handler.Method];

    /// <summary>The answer as a schema; it is written by hand.</summary>
    private sealed record TokenAnswer(string Token);

    private sealed record JwtAnswer(string Jwt);

    private sealed record KeySetAnswer(IReadOnlyList<IReadOnlyDictionary<string, string>> Keys);
}
