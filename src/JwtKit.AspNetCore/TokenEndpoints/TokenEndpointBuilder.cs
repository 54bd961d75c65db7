using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JwtKit;

/// <summary>
/// A mapped token endpoint, to be composed further like any other: <c>RequireAuthorization</c>, <c>RequireHost</c>, <c>WithName</c>. Without a further word
/// only callers who are signed in get a token, for themselves; all others get 401.
/// </summary>
/// <remarks>For use while endpoints are mapped; not safe for concurrent use.</remarks>
public sealed class TokenEndpointBuilder : IEndpointConventionBuilder
{
    private readonly IEndpointConventionBuilder endpoint;
    private readonly IServiceProvider services;
    private readonly ITokenIssuer issuer;
    private readonly TokenEndpointSettings settings;

    internal TokenEndpointBuilder(IEndpointConventionBuilder endpoint, IServiceProvider services, ITokenIssuer issuer, TokenEndpointSettings settings)
    {
        this.endpoint = endpoint;
        this.services = services;
        this.issuer = issuer;
        this.settings = settings;
    }

    /// <summary>
    /// Gives callers who are not signed in a token too, as visitors: under an id that the server makes and keeps in a sealed cookie (HttpOnly,
    /// SameSite=Lax), at a limited rate.
    /// </summary>
    /// <param name="configure">Changes the defaults.</param>
    /// <exception cref="InvalidOperationException">The issuer's tokens know no visitors, or Data Protection is missing.</exception>
    public TokenEndpointBuilder AllowAnonymousVisitors(Action<VisitorOptions>? configure = null)
    {
        if (issuer.Platform is not (TokenPlatform.Ccai or TokenPlatform.KoreAiUser))
        {
            throw new InvalidOperationException($"The tokens of issuer '{issuer.Name}' cannot say that someone is a visitor; AllowAnonymousVisitors is for Platform Ccai and KoreAiUser.");
        }

        VisitorOptions options = new();
        configure?.Invoke(options);
        options.Check();
        IDataProtectionProvider protection = services.GetService<IDataProtectionProvider>()
            ?? throw new InvalidOperationException("AllowAnonymousVisitors seals the visitor's cookie with Data Protection, which is missing: call builder.Services.AddDataProtection().");
        VisitorCookie cookie = new(protection, options, services.GetRequiredService<TimeProvider>());
        VisitorRateLimit? rateLimit = options.TokensPerMinute is { } tokens ? new VisitorRateLimit(tokens) : null;
        if (rateLimit is not null)
        {
            services.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(rateLimit.Dispose);
        }

        settings.Visitors = new Visitors(cookie, rateLimit, options);
        return this;
    }

    /// <summary>Takes the subject of a signed-in caller from another claim than <c>sub</c> or the name identifier.</summary>
    /// <param name="claimType">Such as <c>email</c>. Choose only a claim that the identity provider has verified and that never passes to someone else.</param>
    public TokenEndpointBuilder WithSubjectClaim(string claimType)
    {
        ArgumentException.ThrowIfNullOrEmpty(claimType);
        settings.SubjectClaim = claimType;
        return this;
    }

    /// <summary>
    /// Lets the host decide whom a token is for. Its answer counts instead of the principal; null means that the caller is nobody it knows: 401, or a
    /// visitor where visitors are allowed.
    /// </summary>
    /// <param name="resolver">May look at the principal, the sealed visitor and, at its own risk, at what the browser posted.</param>
    public TokenEndpointBuilder ResolveIdentity(Func<IdentityRequest, CancellationToken, ValueTask<TokenIdentity?>> resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        settings.Resolver = resolver;
        return this;
    }

    /// <inheritdoc />
    public void Add(Action<EndpointBuilder> convention) => endpoint.Add(convention);

    /// <inheritdoc />
    public void Finally(Action<EndpointBuilder> finallyConvention) => endpoint.Finally(finallyConvention);
}

/// <summary>What the host has chosen for one token endpoint. Written while endpoints are mapped, read by its requests.</summary>
internal sealed class TokenEndpointSettings
{
    public string? SubjectClaim { get; set; }

    public Func<IdentityRequest, CancellationToken, ValueTask<TokenIdentity?>>? Resolver { get; set; }

    /// <summary>Null where visitors get no token.</summary>
    public Visitors? Visitors { get; set; }
}
