using JwtKit;
using Microsoft.AspNetCore.Authorization;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Authorizes apps for an endpoint as Kore.ai's platform does. Each call adds a requirement; all must be met.</summary>
public static class KoreAiEndpointConventionBuilderExtensions
{
    /// <inheritdoc cref="KoreAiAuthorizationPolicyBuilderExtensions.RequireKoreScope(AuthorizationPolicyBuilder, KoreAiScope)" />
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="scope">The scope of the API, such as <see cref="KoreAiScopes.ChatHistory"/>.</param>
    /// <returns>The endpoint.</returns>
    public static TBuilder RequireKoreScope<TBuilder>(this TBuilder endpoint, KoreAiScope scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(policy => policy.RequireKoreScope(scope));

    /// <inheritdoc cref="KoreAiAuthorizationPolicyBuilderExtensions.RequireTableAccess" />
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="table">The table's name. Case counts.</param>
    /// <param name="access">What the API does with it; of several things, all must be granted.</param>
    /// <returns>The endpoint.</returns>
    public static TBuilder RequireTableAccess<TBuilder>(this TBuilder endpoint, string table, KoreAiTableAccess access)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(policy => policy.RequireTableAccess(table, access));

    /// <inheritdoc cref="KoreAiAuthorizationPolicyBuilderExtensions.RequireViewAccess" />
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="view">The view's name. Case counts.</param>
    /// <param name="access">What the API does with it; of several things, all must be granted.</param>
    /// <returns>The endpoint.</returns>
    public static TBuilder RequireViewAccess<TBuilder>(this TBuilder endpoint, string view, KoreAiTableAccess access)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(policy => policy.RequireViewAccess(view, access));
}
