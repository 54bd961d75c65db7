using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using MediaTypeHeaderValue = System.Net.Http.Headers.MediaTypeHeaderValue;

namespace JwtKit;

/// <summary>Reads and decrypts the body of one request.</summary>
internal sealed class RequestOpener(HttpContext context, EnvelopeProfile envelope, RequestBinding binding, PayloadShare share, int maximumLength)
{
    /// <summary>How many bytes of the share the payload holds.</summary>
    public long Opened { get; private set; }

    /// <summary>The payload, null for a request without a body, or why there is none.</summary>
    public async ValueTask<(EnvelopePayload? Payload, Refusal? Refusal)> OpenAsync()
    {
        HttpRequest request = context.Request;
        bool hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? request.ContentLength > 0;
        if (!hasBody && BodylessMessages.MayBeRequest(request.Method))
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

        using PayloadBuffer text = new(maximumLength, share);
        try
        {
            switch (await text.ReadAsync(request.Body, context.RequestAborted).ConfigureAwait(false))
            {
                case PayloadReadResult.TooLong:
                    return (null, Refusals.TooLarge(maximumLength));
                case PayloadReadResult.NoMemory:
                    return (null, Refusals.MemoryExhausted);
                default:
                    return await OpenAsync(text).ConfigureAwait(false);
            }
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Refusals.TooLarge(maximumLength) : Refusals.Unreadable(e.StatusCode));
        }
    }

    private async ValueTask<(EnvelopePayload? Payload, Refusal? Refusal)> OpenAsync(PayloadBuffer text)
    {
        ReadOnlyMemory<byte> whole = text.Join();
        Opened = text.LeaveReserve();
        EnvelopePayload? payload = await PayloadEnvelope.OpenAsync(
            whole, envelope.OwnKeys, binding.OfRequest(), envelope.Format, maximumLength, context.RequestAborted).ConfigureAwait(false);
        return payload is null ? (null, Refusals.NotOpened) : (payload, null);
    }

    private Refusal? FaultOf(HttpRequest request)
    {
        bool isSealed = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && string.Equals(type.MediaType, envelope.MediaType, StringComparison.OrdinalIgnoreCase);
        return !isSealed ? Refusals.NotEncrypted(envelope.MediaType)
            : request.Headers.ContentEncoding.Count > 0 ? Refusals.EncodingUnsupported
            : request.ContentLength > maximumLength ? Refusals.TooLarge(maximumLength)
            : !share.HasRoom(PayloadReservation.MemoryFor((int)(request.ContentLength ?? 0))) ? Refusals.MemoryExhausted
            : null;
    }
}

/// <summary>Puts a decrypted body in the place of the encrypted one until it is disposed.</summary>
internal sealed class OpenedRequest : IDisposable, IHttpRequestBodyDetectionFeature
{
    private static readonly string[] Replaced = [HeaderNames.ContentType, HeaderNames.ContentLength, HeaderNames.TransferEncoding];

    private readonly HttpContext context;
    private readonly EnvelopePayload? payload;
    private readonly MemoryStream? plain;
    private readonly Stream body;
    private readonly IHttpRequestBodyDetectionFeature? detection;
    private readonly StringValues[] headers;

    /// <param name="context">The request.</param>
    /// <param name="payload">What was in the envelope, taken over; null for a request without a body, which stays as it is.</param>
    /// <param name="contentType">The payload's media type.</param>
    public OpenedRequest(HttpContext context, EnvelopePayload? payload, string? contentType)
    {
        this.context = context;
        this.payload = payload;
        body = context.Request.Body;
        detection = context.Features.Get<IHttpRequestBodyDetectionFeature>();
        headers = Array.ConvertAll(Replaced, name => context.Request.Headers[name]);
        if (payload is null)
        {
            return;
        }

        _ = MemoryMarshal.TryGetArray(payload.Content, out ArraySegment<byte> content);
        context.Request.Body = plain = new MemoryStream(content.Array!, content.Offset, content.Count, writable: false);
        context.Request.Headers.Remove(HeaderNames.TransferEncoding);
        context.Request.ContentLength = content.Count;
        context.Request.ContentType = contentType;
        context.Features.Set<IHttpRequestBodyDetectionFeature>(this);
    }

    public bool CanHaveBody => payload?.Content.Length > 0;

    /// <summary>Nothing outside sees the payload, nor does work that outlives the request: its memory serves others now.</summary>
    public void Dispose()
    {
        if (payload is null)
        {
            return;
        }

        plain?.Dispose();
        context.Features.Set(detection);
        context.Request.Body = body;
        for (int i = 0; i < Replaced.Length; i++)
        {
            context.Request.Headers[Replaced[i]] = headers[i];
        }

        payload.Dispose();
    }
}
