using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace JwtKit;

/// <summary>Encrypts the answer to one request.</summary>
internal sealed class ResponseSealer(HttpContext context, ConfiguredEnvelope envelope, EncryptionKey key, RequestBinding binding, int maximumLength)
{
    /// <summary>Writes the answer that the application has made, encrypted, or why it cannot be given, encrypted as well.</summary>
    /// <param name="body">What the application wrote. Erased as soon as it is encrypted.</param>
    /// <param name="failure">Why there is no answer; null if there is one.</param>
    /// <param name="destination">The real response body.</param>
    /// <returns>Null, or what was written instead of the answer.</returns>
    public async Task<Refusal?> WriteAsync(ResponseBody body, Refusal? failure, IHttpResponseBodyFeature destination)
    {
        Refusal? refusal = failure ?? FaultOf(body);
        if (refusal is null && HasNoBody())
        {
            // The length of what was not sent is that of the payload.
            context.Response.ContentLength = null;
            return null;
        }

        using PayloadBuffer text = new(maximumLength);
        refusal ??= TrySeal(body, text);

        if (refusal is not null)
        {
            await ProblemBody.ReplaceAsync(context, body, refusal).ConfigureAwait(false);
            Seal(body, text);
        }

        body.Dispose();
        WriteHeaders(text.Length);
        await destination.Stream.WriteAsync(text.Written, context.RequestAborted).ConfigureAwait(false);
        await destination.CompleteAsync().ConfigureAwait(false);
        return refusal;
    }

    private Refusal? FaultOf(ResponseBody body) =>
        body.Payload.IsOverfull ? Refusals.ResponseTooLarge
        : context.Response.Headers.ContainsKey(HeaderNames.ContentEncoding) || context.Response.Headers.ContainsKey(HeaderNames.ContentRange) ? Refusals.ResponseUnsupported
        : context.Response.ContentLength is { } announced && announced != body.Payload.Length && !HasNoBody() ? Refusals.EndpointFailed
        : null;

    private bool HasNoBody() => HttpMethods.IsHead(context.Request.Method)
        || context.Response.StatusCode is < StatusCodes.Status200OK or StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified;

    private Refusal? TrySeal(ResponseBody body, PayloadBuffer text)
    {
        try
        {
            Seal(body, text);
            return null;
        }
        catch (PayloadTooLongException)
        {
            return Refusals.ResponseTooLarge;
        }
        catch (ArgumentException e) when (e.ParamName == "contentType")
        {
            return Refusals.ResponseUnsupported;
        }
    }

    private void Seal(ResponseBody body, PayloadBuffer text) => PayloadEnvelope.Seal(
        body.Payload.Written.Span, key, binding.OfResponse(context.Response.StatusCode), text, envelope.Format, envelope.Carried(context.Response.ContentType));

    private void WriteHeaders(int length)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentType = envelope.MediaType;
        headers.ContentLength = length;

        // These speak of the payload's bytes, and no cache can use an answer that opens for one request only.
        headers.Remove(HeaderNames.TransferEncoding);
        headers.Remove(HeaderNames.ContentMD5);
        headers.Remove("Content-Digest");
        headers.Remove("Repr-Digest");
        headers.Remove(HeaderNames.AcceptRanges);
        headers.CacheControl = "no-store";
    }
}
