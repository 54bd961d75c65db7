using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JwtKit;

/// <summary>The preflights of one token endpoint. Endpoints of two issuers may share a route with a method each, and routing sees OPTIONS for both.</summary>
/// <param name="method">The method of the token endpoint.</param>
/// <param name="answer">Answers a preflight for this method.</param>
internal sealed class Preflight(string method, RequestDelegate answer)
{
    /// <summary>The endpoint of which routing asks first; behind endpoints of the host's own where no origin is configured, which a change may bring.</summary>
    public int Order(bool hasOrigins) => HttpMethods.IsPost(method) ? (hasOrigins ? 0 : 1) : (hasOrigins ? -1 : 2);

    /// <summary>Answers a browser that asks for this method, and hands one that asks for another to the endpoint that has it.</summary>
    public Task HandleAsync(HttpContext context)
    {
        string asked = context.Request.Headers.AccessControlRequestMethod.ToString();
        return (asked == method ? null : Find(asked, context))?.Answer(context) ?? Answer(context);
    }

    private Task Answer(HttpContext context) => answer(context);

    private static Preflight? Find(string method, HttpContext context) => context.GetEndpoint() is not RouteEndpoint here ? null : context.RequestServices
        .GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(other => other.RoutePattern.RawText == here.RoutePattern.RawText && HostsOf(other) == HostsOf(here))
        .Select(static other => other.Metadata.GetMetadata<Preflight>())
        .FirstOrDefault(other => other?.IsFor(method) == true);

    private bool IsFor(string asked) => asked == method;

    private static string HostsOf(Endpoint endpoint) => string.Join(' ', endpoint.Metadata.OfType<IHostMetadata>().SelectMany(static hosts => hosts.Hosts));
}
