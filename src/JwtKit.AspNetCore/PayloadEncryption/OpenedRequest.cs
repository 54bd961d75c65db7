using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace JwtKit;

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
