using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace JwtKit;

/// <summary>Reads and decrypts the body of one request.</summary>
internal sealed class RequestOpener(HttpContext context, ConfiguredEnvelope envelope, RequestBinding binding, int maximumLength)
{
    private const int FirstRead = 64 * 1024;

    /// <summary>The payload, null for a request without a body, or why there is none.</summary>
    public async ValueTask<(EnvelopePayload? Payload, Refusal? Refusal)> OpenAsync()
    {
        HttpRequest request = context.Request;
        bool hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? request.ContentLength > 0;
        if (!hasBody && IsBodyless(request.Method))
        {
            return default;
        }

        if (FaultOf(request) is { } fault)
        {
            return (null, fault);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maximumLength;
        }

        using PayloadBuffer text = new(maximumLength);
        try
        {
            _ = text.GetMemory((int)Math.Min(FirstRead, request.ContentLength ?? 0));
            if (!await text.TryReadAsync(request.Body, context.RequestAborted).ConfigureAwait(false))
            {
                return (null, Refusals.TooLarge(maximumLength));
            }
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Refusals.TooLarge(maximumLength) : Refusals.Unreadable(e.StatusCode));
        }

        EnvelopePayload? payload = await PayloadEnvelope.OpenAsync(
            text.Written, envelope.OwnKeys, binding.OfRequest(), envelope.Format, maximumLength, context.RequestAborted).ConfigureAwait(false);
        return payload is null ? (null, Refusals.NotOpened) : (payload, null);
    }

    private Refusal? FaultOf(HttpRequest request)
    {
        bool isSealed = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && string.Equals(type.MediaType, envelope.MediaType, StringComparison.OrdinalIgnoreCase);
        return !isSealed ? Refusals.NotEncrypted(envelope.MediaType)
            : request.Headers.ContentEncoding.Count > 0 ? Refusals.EncodingUnsupported
            : request.ContentLength > maximumLength ? Refusals.TooLarge(maximumLength)
            : null;
    }

    /// <summary>What these ask for is in the address. All others bring a sealed body, also where it is empty, so that nobody can take one away.</summary>
    private static bool IsBodyless(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsDelete(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
}
