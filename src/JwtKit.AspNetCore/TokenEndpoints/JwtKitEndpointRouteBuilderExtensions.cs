using JwtKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps JwtKit's endpoints.</summary>
public static class JwtKitEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps a token endpoint for an issuer: <c>GET</c> with <c>{"token":"…"}</c> for CCAI, <c>POST</c> with <c>{"jwt":"…"}</c> for Kore.ai users, <c>POST</c> with
    /// <c>{"token":"…"}</c> for tokens of the application's own. The identity comes from the authenticated principal. Every answer of
    /// the endpoint says <c>Cache-Control: no-store</c>, every refusal of its own is ProblemDetails, and pages of other origins are refused unless the
    /// issuer's <c>Cors</c> names them. What middleware refuses before, such as <c>RequireAuthorization</c>, is answered by that middleware.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route, such as <c>/auth/token</c>.</param>
    /// <param name="issuerName">The issuer's name in the configuration.</param>
    /// <exception cref="InvalidOperationException">There is no such issuer, or its tokens speak for the application and are not for callers.</exception>
    /// <exception cref="OptionsValidationException">The configuration has faults; the message names each.</exception>
    public static TokenEndpointBuilder MapTokenEndpoint(this IEndpointRouteBuilder endpoints, string pattern, string issuerName)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(issuerName);
        IServiceProvider services = endpoints.ServiceProvider;
        ITokenIssuer issuer = IssuersOf(services)[issuerName];
        IOptionsMonitor<JwtKitOptions> monitor = services.GetRequiredService<IOptionsMonitor<JwtKitOptions>>();
        IssuerOptions options = monitor.CurrentValue.Issuers[issuerName];
        if (options.Subject is not null)
        {
            throw new InvalidOperationException(
                $"The tokens of issuer '{issuerName}' speak for the application itself (Subject is set); an endpoint would lend them to any caller. Inject ITokenIssuer where the application needs one.");
        }

        services.GetRequiredService<JwtKitRuntime>().Uses.Add(new TokenEndpointUse(pattern, issuer.Name));
        ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
        TokenEndpointSettings settings = new();
        string method = TokenEndpoint.MethodFor(issuer.Platform);
        TokenEndpoint endpoint = new(issuer, settings, new EndpointCors(monitor, issuer.Name, method, loggers), loggers.CreateLogger<TokenEndpoint>());

        // A RequestDelegate, not a Delegate: wrapping the latter would hide it from the request delegate generator.
        IEndpointConventionBuilder mapped = endpoints.MapMethods(pattern, [method], endpoint.HandleAsync)
            .WithMetadata(new BodyLimit())
            .DescribeTokens(endpoint.HandleAsync, issuer)
            .DisableCookieRedirect();
        IHostMetadata[] hosts = [];
        mapped.Finally(built => hosts = [.. built.Metadata.OfType<IHostMetadata>()]);

        // Mapped second, so built second, for the same hosts: elsewhere the same route may lead to another issuer.
        Preflight preflight = new(method, endpoint.PreflightAsync);
        endpoints.MapMethods(pattern, [HttpMethods.Options], preflight.HandleAsync)
            .WithMetadata(preflight)
            .AllowAnonymous()
            .ExcludeFromDescription()
            .Add(built =>
            {
                Array.ForEach(hosts, built.Metadata.Add);
                ((RouteEndpointBuilder)built).Order = preflight.Order(hasOrigins: options.Cors is not null);
            });
        return new TokenEndpointBuilder(mapped, services, issuer, settings);
    }

    /// <summary>
    /// Maps the public keys of all issuers that have one, as a JWK set (RFC 7517 section 5): those that sign, those announced as next, and former ones until the
    /// last token under them has expired. Secrets and private keys are never in it. The answer has an entity tag.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route.</param>
    /// <exception cref="InvalidOperationException">Different keys have the same key id.</exception>
    public static IEndpointConventionBuilder MapJwks(this IEndpointRouteBuilder endpoints, string pattern = "/.well-known/jwks.json")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        _ = IssuersOf(endpoints.ServiceProvider);
        PublishedKeys keys = endpoints.ServiceProvider.GetRequiredService<PublishedKeys>();
        RequestDelegate handler = context =>
        {
            PublishedKeySet set = keys.Current;
            context.Response.Headers.CacheControl = "public, max-age=300";

            // It answers If-None-Match too.
            return TypedResults.Bytes(set.Json, "application/jwk-set+json", entityTag: EntityTagHeaderValue.Parse(set.EntityTag)).ExecuteAsync(context);
        };
        return endpoints.MapGet(pattern, handler).DescribeKeys(handler);
    }

    private static TokenIssuers IssuersOf(IServiceProvider services) => services.GetService<TokenIssuers>()
        ?? throw new InvalidOperationException("JwtKit is missing: call builder.Services.AddJwtKit(builder.Configuration.GetSection(\"JwtKit\")).");

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => PostedBody.MaximumLength;
    }
}
