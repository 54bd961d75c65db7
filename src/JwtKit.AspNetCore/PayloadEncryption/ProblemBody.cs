using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>Puts a refusal in the place of what the application has answered.</summary>
internal static class ProblemBody
{
    public static async Task ReplaceAsync(HttpContext context, ResponseBody body, Refusal refusal)
    {
        body.Payload.Truncate(0);
        body.Payload.BeginRefusal();
        context.Response.Headers.Clear();
        await WriteAsync(context, refusal).ConfigureAwait(false);
    }

    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (refusal.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Problems.WriteAsync(context, refusal.Status, refusal.Code, refusal.Title, refusal.Detail);
    }
}
