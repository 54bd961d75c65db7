using Microsoft.AspNetCore.Http.Features;

namespace JwtKit.Samples.KorePlatform;

/// <summary>
/// Reads each body before anything else does, so that one that is too long or broken off is answered in the platform's form wherever it was sent, and nothing
/// behind it meets a body that cannot be read.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public const int MaximumLength = 64 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
        {
            await next(context);
            return;
        }

        if (await ReadAsync(context.Request) is not { } body)
        {
            return;
        }

        context.Request.Body = new MemoryStream(body, writable: false);
        await next(context);

        async Task<byte[]?> ReadAsync(HttpRequest request)
        {
            IResult refusal;
            try
            {
                byte[] buffer = new byte[Math.Min(request.ContentLength ?? MaximumLength, MaximumLength) + 1];
                int length = request.ContentLength > MaximumLength ? buffer.Length : await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
                if (length <= MaximumLength)
                {
                    return buffer[..length];
                }

                refusal = PlatformError.Of(StatusCodes.Status413PayloadTooLarge, $"The body is too long; at most {MaximumLength} bytes are accepted.");
            }
            catch (BadHttpRequestException e)
            {
                refusal = PlatformError.Of(e.StatusCode, "The body cannot be read; it is not what the headers of the request say.");
            }

            await refusal.ExecuteAsync(context);
            return null;
        }
    }
}
