using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>Answers a request that may not go on in the form that Kore.ai's platform has for it.</summary>
internal static class KoreAiErrorResponse
{
    private const string Missing = """{"errors":[{"msg":"The header auth is missing; one JWT of the app is needed there.","code":401}]}""";

    private const string Forbidden = """{"errors":[{"msg":"The app is not granted what this API needs: a scope that is associated and published, or access to the table or view.","code":403}]}""";

    private const string Unchecked = """{"errors":[{"msg":"The JWT cannot be checked at present; the same call may succeed later.","code":503}]}""";

    public static Task ChallengeAsync(BearerChallenge challenge) => WriteAsync(challenge.Context, BodyFor(challenge));

    public static Task ForbidAsync(HttpContext context) => WriteAsync(context, Forbidden);

    private static string BodyFor(BearerChallenge challenge) =>
        challenge.Context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable ? Unchecked
        : challenge.Failure is { } failure ? KoreAi.ErrorBody(failure)
        : Missing;

    private static Task WriteAsync(HttpContext context, string body)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
