using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>The refusals of the payload encryption. The codes are stable.</summary>
internal static class Refusals
{
    /// <summary>For every message that does not open: nothing tells why.</summary>
    public static Refusal NotOpened { get; } = new(StatusCodes.Status400BadRequest, "envelope_refused", "The encrypted request was refused.");

    public static Refusal CallerKeyMissing { get; } = new(
        StatusCodes.Status403Forbidden, "caller_key_missing", "There is no key to encrypt the answer for.", "The caller has registered none here.");

    public static Refusal ResponseKeyUnknown { get; } = new(
        StatusCodes.Status400BadRequest, "response_key_unknown", "The answer cannot be encrypted for that key.", $"{PayloadHeaders.ResponseKey} names none that the caller has registered.");

    public static Refusal ResponseKeyMalformed { get; } = new(
        StatusCodes.Status400BadRequest, "response_key_malformed", "The answer cannot be encrypted for that key.", $"{PayloadHeaders.ResponseKey} takes one key id of 1 to 256 printable characters.");

    public static Refusal RequestIdMissing { get; } = new(
        StatusCodes.Status400BadRequest, "request_id_missing", "The request has no usable id.", $"{PayloadHeaders.RequestId} takes 22 to 128 characters of base64url, made anew for each request.");

    public static Refusal EncodingUnsupported { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "content_encoding_unsupported", "An encrypted request has no Content-Encoding.");

    /// <summary>Before the endpoint has run: nothing was done.</summary>
    public static Refusal MemoryExhausted { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "payload_memory_exhausted", "The server has no room for the payload at present.", "Send the request again later.", RetryAfter: 5);

    /// <summary>After the endpoint has run: what it did is done.</summary>
    public static Refusal ResponseMemoryExhausted { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "response_memory_exhausted", "The server has no room for the response at present.", "The endpoint has run; what it has done stays done.");

    public static Refusal ResponseTooLarge { get; } = new(
        StatusCodes.Status500InternalServerError, "response_too_large", "The answer is longer than this endpoint may give.");

    public static Refusal ResponseUnsupported { get; } = new(
        StatusCodes.Status500InternalServerError, "response_unsupported", "The answer is of a kind that is not encrypted.");

    public static Refusal EndpointFailed { get; } = new(StatusCodes.Status500InternalServerError, "endpoint_failed", "The request could not be answered.");

    public static Refusal NotEncrypted(string mediaType) => new(
        StatusCodes.Status415UnsupportedMediaType, "encryption_required", "This endpoint takes encrypted payloads only.", $"Content-Type {mediaType} is needed.");

    public static Refusal TooLarge(int maximumLength) => new(
        StatusCodes.Status413PayloadTooLarge, "body_too_large", "The encrypted request is too long.", $"At most {maximumLength} bytes are accepted.");

    public static Refusal Unreadable(int status) => new(status, "body_malformed", "The body could not be read.");
}

/// <summary>Why a request with an encrypted payload goes no further, in words that say nothing of the payload.</summary>
/// <param name="Status">The status.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Title">What happened.</param>
/// <param name="Detail">What would be right.</param>
/// <param name="RetryAfter">The value of <c>Retry-After</c> in seconds; null where another attempt would end in the same way, or would do the same once more.</param>
internal sealed record Refusal(int Status, string Code, string Title, string? Detail = null, int? RetryAfter = null);

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
