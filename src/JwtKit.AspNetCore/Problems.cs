using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>Refusals as ProblemDetails (RFC 9457) with a stable <c>code</c>.</summary>
internal static class Problems
{
    public static Task WriteAsync(HttpContext context, int status, string code, string title, string? detail = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title, extensions: [new KeyValuePair<string, object?>("code", code)]).ExecuteAsync(context);
}
