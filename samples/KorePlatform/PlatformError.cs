namespace JwtKit.Samples.KorePlatform;

/// <summary>Refusals in the form that the platform gives all of them: <c>{"errors":[{"msg":"…","code":…}]}</c>.</summary>
internal static class PlatformError
{
    /// <param name="status">The HTTP status, which is the code as well.</param>
    /// <param name="message">For people. Nothing of the request.</param>
    public static IResult Of(int status, string message) => Of(status, message, status);

    /// <param name="status">The HTTP status.</param>
    /// <param name="message">For people. Nothing of the request.</param>
    /// <param name="code">A number or a word, for programs.</param>
    public static IResult Of(int status, string message, object code) => Results.Json(new { errors = new[] { new { msg = message, code } } }, contentType: "application/json", statusCode: status);

    /// <summary>The platform's own words on a token.</summary>
    public static IResult Of(TokenFailure failure) => Results.Text(KoreAi.ErrorBody(failure), "application/json", statusCode: KoreAi.ErrorStatusCode);
}
