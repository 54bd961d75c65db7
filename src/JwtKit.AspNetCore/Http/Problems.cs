using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace JwtKit;

/// <summary>Refusals as ProblemDetails (RFC 9457) with a stable <c>code</c>.</summary>
internal static partial class Problems
{
    public static Task WriteAsync(HttpContext context, int status, string code, string title, string? detail = null)
    {
        ProblemDetails problem = TypedResults.Problem(detail, statusCode: status, title: title, extensions: [new KeyValuePair<string, object?>("code", code)]).ProblemDetails;
        context.Response.StatusCode = status;

        // The result would write itself with the host's serializer, which knows no ProblemDetails in a host without reflection (ahead of time, trimmed).
        return context.Response.WriteAsJsonAsync(problem, ProblemJson.Default.ProblemDetails, "application/problem+json", context.RequestAborted);
    }

    [JsonSerializable(typeof(ProblemDetails))]
    [JsonSerializable(typeof(string))]
    private sealed partial class ProblemJson : JsonSerializerContext;
}
