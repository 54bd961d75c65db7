using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace JwtKit;

/// <summary>Whether the callers of an endpoint were authorized before their bodies are read.</summary>
internal sealed class AuthorizationOrder(IServiceProvider services)
{
    /// <summary>What ASP.NET Core's authorization middleware leaves behind, and its routing looks for in the same way before it runs an endpoint.</summary>
    private const string Invoked = "__AuthorizationMiddlewareWithEndpointInvoked";

    private readonly IAuthorizationPolicyProvider? policies = services.GetService<IAuthorizationPolicyProvider>();

    /// <exception cref="InvalidOperationException">The endpoint needs authorization, which comes later or not at all.</exception>
    public async ValueTask RequireAsync(HttpContext context, Endpoint endpoint)
    {
        if (!context.Items.ContainsKey(Invoked) && await NeedsAuthorizationAsync(endpoint.Metadata).ConfigureAwait(false))
        {
            throw new InvalidOperationException(
                $"The endpoint '{endpoint.DisplayName}' requires authorization and payload encryption, and authorization has not run: call app.UseJwtKitPayloadEncryption() after app.UseAuthorization(), so that the body of a caller who is refused is not read.");
        }
    }

    private async ValueTask<bool> NeedsAuthorizationAsync(EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return false;
        }

        return metadata.GetMetadata<IAuthorizeData>() is not null
            || metadata.GetMetadata<AuthorizationPolicy>() is not null
            || metadata.GetMetadata<IAuthorizationRequirementData>() is not null
            || (policies is not null && await policies.GetFallbackPolicyAsync().ConfigureAwait(false) is not null);
    }
}
