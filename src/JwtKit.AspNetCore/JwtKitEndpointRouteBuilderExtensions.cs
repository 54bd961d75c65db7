using System.Text;
using JwtKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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
        IssuerOptions options = services.GetRequiredService<IOptionsMonitor<JwtKitOptions>>().CurrentValue.Issuers[issuerName];
        if (options.Subject is not null)
        {
            throw new InvalidOperationException(
                $"The tokens of issuer '{issuerName}' speak for the application itself (Subject is set); an endpoint would lend them to any caller. Inject ITokenIssuer where the application needs one.");
        }

        ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
        TokenEndpointSettings settings = new();
        string method = TokenEndpoint.MethodFor(issuer.Platform);
        TokenEndpoint endpoint = new(issuer, settings, new EndpointCors(issuer, method, loggers), loggers.CreateLogger<TokenEndpoint>());

        // A RequestDelegate, not a Delegate: wrapping the latter would hide it from the request delegate generator.
        IEndpointConventionBuilder mapped = endpoints.MapMethods(pattern, [method], endpoint.HandleAsync)
            .WithMetadata(new BodyLimit())
            .DescribeTokens(endpoint.HandleAsync, issuer)
            .DisableCookieRedirect();
        if (options.Cors is not null)
        {
            IHostMetadata[] hosts = [];
            mapped.Finally(built => hosts = [.. built.Metadata.OfType<IHostMetadata>()]);

            // Mapped second, so built second, for the same hosts: elsewhere the same route may lead to another issuer.
            endpoints.MapMethods(pattern, [HttpMethods.Options], endpoint.PreflightAsync)
                .AllowAnonymous()
                .ExcludeFromDescription()
                .Add(preflight => Array.ForEach(hosts, preflight.Metadata.Add));
        }

        return new TokenEndpointBuilder(mapped, services, issuer, settings);
    }

    /// <summary>Maps the public keys of all issuers that have one, as a JWK set (RFC 7517 section 5). Secrets and private keys are never in it.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route.</param>
    /// <exception cref="InvalidOperationException">Different keys have the same key id.</exception>
    public static IEndpointConventionBuilder MapJwks(this IEndpointRouteBuilder endpoints, string pattern = "/.well-known/jwks.json")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        TokenIssuers issuers = IssuersOf(endpoints.ServiceProvider);
        _ = PublicKeysOf(issuers);
        RequestDelegate handler = context =>
        {
            byte[] keys = Encoding.UTF8.GetBytes(new JwkSet(PublicKeysOf(issuers)).ToJson());
            context.Response.ContentType = "application/jwk-set+json";
            context.Response.ContentLength = keys.Length;
            context.Response.Headers.CacheControl = "public, max-age=300";
            return context.Response.Body.WriteAsync(keys, 0, keys.Length, context.RequestAborted);
        };
        return endpoints.MapGet(pattern, handler).DescribeKeys(handler);
    }

    /// <summary>A set in which a key id names two keys is no use to anyone, and strict readers refuse it.</summary>
    private static List<Jwk> PublicKeysOf(TokenIssuers issuers)
    {
        List<Jwk> keys = [.. issuers.Select(static issuer => issuer.PublicJwk).OfType<Jwk>().DistinctBy(static key => key.ToJson(), StringComparer.Ordinal)];
        return keys.Where(static key => key.KeyId is not null).GroupBy(static key => key.KeyId, StringComparer.Ordinal).FirstOrDefault(static named => named.Count() > 1) is { Key: { } keyId }
            ? throw new InvalidOperationException($"Issuers sign with different keys or algorithms under the same key id '{keyId}'; give each its own KeyId.")
            : keys;
    }

    private static TokenIssuers IssuersOf(IServiceProvider services) => services.GetService<TokenIssuers>()
        ?? throw new InvalidOperationException("JwtKit is missing: call builder.Services.AddJwtKit(builder.Configuration.GetSection(\"JwtKit\")).");

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => PostedBody.MaximumLength;
    }
}
