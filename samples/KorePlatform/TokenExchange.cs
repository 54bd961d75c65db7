using System.Security.Cryptography;
using System.Text;

namespace JwtKit.Samples.KorePlatform;

/// <summary>Takes the JWT or JWE of an SDK user and gives a bearer token for it.</summary>
internal static partial class TokenExchange
{
    private const string AccountId = "demo-account";

    public static void MapTokenExchange(this IEndpointRouteBuilder routes) => routes.MapPost("/api/oAuth/token/jwtgrant", ExchangeAsync);

    private static async Task<IResult> ExchangeAsync(
        HttpContext context, [FromKeyedServices(KoreAiValidatorNames.User)] ITokenValidator users, BearerTokens bearers, ILogger<BearerToken> logger)
    {
        if (await JsonBody.ReadAsync<Grant>(context) is not { Assertion.Length: > 0 } grant)
        {
            return PlatformError.Of(StatusCodes.Status400BadRequest, "The body must be a JSON object whose member assertion is the JWT or JWE of the user.");
        }

        ValidationOutcome outcome = await users.ValidateAsync(grant.Assertion, context.RequestAborted);
        if (!outcome.Succeeded)
        {
            LogRefused(logger, outcome.Failure.Code);
            return PlatformError.Of(outcome.Failure);
        }

        string clientId = outcome.Token.Issuer!;
        string identity = outcome.Token.Subject!;
        (string text, BearerToken token) = bearers.Issue(clientId, identity);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new
        {
            authorization = new
            {
                token_type = "bearer",
                accessToken = text,
                refreshToken = BearerTokens.NewText(),
                expiresDate = token.Expires.UtcDateTime,
                issuedDate = token.Issued.UtcDateTime,
                accountId = AccountId,
                clientId,
            },
            userInfo = new { userId = UserIdOf(clientId, identity), accountId = AccountId, identity },
        });
    }

    /// <summary>The same for the same user each time, and another one in another app.</summary>
    private static string UserIdOf(string clientId, string identity) =>
        "u-" + new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{clientId.Length}:{clientId}{identity}")).AsSpan(0, 16));

    [LoggerMessage(Level = LogLevel.Information, Message = "A user's token was refused: {Code}.")]
    private static partial void LogRefused(ILogger logger, string code);

    private sealed record Grant(string? Assertion);
}
