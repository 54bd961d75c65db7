using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>Tells where a browser's request came from, by the headers that no page's script can set: <c>Sec-Fetch-Site</c> and <c>Origin</c>.</summary>
/// <remarks>For requests that change something or act on a cookie. Programs that are not browsers send neither header and are not held up. Safe for concurrent use.</remarks>
public static class RequestOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>False if a page of another origin has made a browser send this request.</summary>
    /// <param name="request">The request.</param>
    public static bool IsSameOrigin(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        StringValues site = request.Headers[FetchSite];
        if (site.Count > 0)
        {
            // "none" is the user's own doing: the address bar or a bookmark.
            return site is ["same-origin" or "none"];
        }

        StringValues origin = request.Headers.Origin;
        return origin is [] || (origin is [{ } only] && HasAuthority(only, request.Host));
    }

    /// <summary>
    /// An origin is a scheme and an authority and nothing else (RFC 6454 section 6.2). The scheme is not compared: behind a proxy that ends TLS, the server sees http where
    /// the browser sees https. The authority is compared as text, because a URI parser drops user information.
    /// </summary>
    private static bool HasAuthority(string origin, HostString host)
    {
        int separator = origin.IndexOf(Uri.SchemeDelimiter, StringComparison.Ordinal);
        return separator > 0
            && host.HasValue
            && origin.AsSpan(0, separator) is "http" or "https"
            && origin.AsSpan(separator + Uri.SchemeDelimiter.Length).Equals(host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
