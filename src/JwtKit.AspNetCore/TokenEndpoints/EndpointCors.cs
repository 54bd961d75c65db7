using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace JwtKit;

/// <summary>The CORS protocol for one endpoint, by ASP.NET Core's own service. Applied by the endpoint itself, so that its refusals carry the headers too.</summary>
/// <remarks>A browser shows a page nothing at all of an answer without them, and a chat window would wait for ever.</remarks>
internal sealed class EndpointCors
{
    private static readonly TimeSpan PreflightMaximumAge = TimeSpan.FromMinutes(10);

    private readonly CorsService service;
    private readonly IOptionsMonitor<JwtKitOptions> options;
    private readonly string issuer;
    private readonly string method;
    private Made made;

    public EndpointCors(IOptionsMonitor<JwtKitOptions> options, string issuer, string method, ILoggerFactory loggers)
    {
        service = new CorsService(Options.Create(new CorsOptions()), loggers);
        this.options = options;
        this.issuer = issuer;
        this.method = method;
        made = Make(Configured);
    }

    /// <summary>Whether the configuration names an origin at present.</summary>
    public bool IsConfigured => Configured is not null;

    private IssuerCorsOptions? Configured => options.CurrentValue.Issuers.TryGetValue(issuer, out IssuerOptions? configured) ? configured.Cors : null;

    /// <summary>The policy of the configuration as it is now.</summary>
    private CorsPolicy Policy
    {
        get
        {
            IssuerCorsOptions? configured = Configured;
            Made current = Volatile.Read(ref made);
            if (!ReferenceEquals(current.Options, configured))
            {
                current = Make(configured);
                Volatile.Write(ref made, current);
            }

            return current.Policy;
        }
    }

    /// <summary>Sets the response headers; false if the request came from a page that may not call this endpoint.</summary>
    public async ValueTask<bool> ApplyAsync(HttpContext context)
    {
        if (await HostPolicyAsync(context).ConfigureAwait(false) is { } hosts)
        {
            // RequireCors: the host's middleware writes the headers, yet lets every request through.
            return service.EvaluatePolicy(context, hosts).IsOriginAllowed || RequestOrigin.IsSameOrigin(context.Request);
        }

        // Caches must not give one origin the answer meant for another. The service says so only for some policies.
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (StringValues.IsNullOrEmpty(context.Request.Headers.Origin))
        {
            // The service allows nothing and sets nothing where no origin is named.
            return RequestOrigin.IsSameOrigin(context.Request);
        }

        CorsResult result = service.EvaluatePolicy(context, Policy);
        result.VaryByOrigin = false;
        service.ApplyResult(result, context.Response);
        return result.IsOriginAllowed || RequestOrigin.IsSameOrigin(context.Request);
    }

    private Made Make(IssuerCorsOptions? configured)
    {
        CorsPolicyBuilder builder = new CorsPolicyBuilder([.. configured?.Origins ?? []])
            .WithMethods(method)
            .WithHeaders(HeaderNames.ContentType, HeaderNames.Authorization)
            .WithExposedHeaders(HeaderNames.RetryAfter)
            .SetPreflightMaxAge(PreflightMaximumAge);
        return new Made(configured, (configured?.AllowCredentials == true ? builder.AllowCredentials() : builder).Build());
    }

    private static ValueTask<CorsPolicy?> HostPolicyAsync(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ICorsMetadata>() switch
    {
        ICorsPolicyMetadata made => new(made.Policy),
        IEnableCorsAttribute named => new(context.RequestServices.GetRequiredService<ICorsPolicyProvider>().GetPolicyAsync(context, named.PolicyName)),
        _ => default,
    };

    private sealed record Made(IssuerCorsOptions? Options, CorsPolicy Policy);
}

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
