using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>What the messages of one request are bound to.</summary>
internal sealed record RequestBinding(PayloadContext Context, string Method, string Target, string RequestId)
{
    /// <summary>Null for a request without an acceptable id, where one is needed.</summary>
    public static RequestBinding? From(HttpContext context, PayloadContext payload)
    {
        StringValues ids = context.Request.Headers[PayloadHeaders.RequestId];
        string id = ids is [{ } single] ? single : string.Empty;
        return payload.Binds && !PayloadHeaders.IsRequestId(id) ? null : new RequestBinding(payload, context.Request.Method, TargetOf(context), id);
    }

    public EnvelopeContext OfRequest() => Context.OfRequest(Method, Target, RequestId);

    public EnvelopeContext OfResponse(int status) => Context.OfResponse(Method, Target, RequestId, status);

    /// <summary>Path and query as they came, before anything decoded or rewrote them.</summary>
    private static string TargetOf(HttpContext context)
    {
        string? raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(raw))
        {
            return context.Request.PathBase.ToUriComponent() + context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        }

        // The absolute form, which a proxy may be sent (RFC 9112 section 3.2.2).
        return !raw.StartsWith('/') && Uri.TryCreate(raw, UriKind.Absolute, out Uri? address) ? address.PathAndQuery : raw;
    }
}
