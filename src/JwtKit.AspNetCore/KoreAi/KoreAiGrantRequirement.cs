using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace JwtKit;

/// <summary>The calling app is registered and has been granted something. Both are looked up at each request, so what was taken away is gone at once.</summary>
internal sealed class KoreAiGrantRequirement(string description, Func<KoreAiAppGrants, bool> isGranted)
    : AuthorizationHandler<KoreAiGrantRequirement>, IAuthorizationRequirement
{
    private const string AppIdClaim = "appId";

    public override string ToString() => description;

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, KoreAiGrantRequirement requirement)
    {
        // The base class hands every requirement of this type to each of them.
        if (ReferenceEquals(requirement, this) && ClientIdOf(context.User) is { } clientId)
        {
            HttpContext request = context.Resource as HttpContext
                ?? throw new InvalidOperationException("Scopes and table access are authorized for an HTTP request; the resource is no HttpContext.");
            IKoreAiAppRegistry registry = request.RequestServices.GetService<IKoreAiAppRegistry>()
                ?? throw new InvalidOperationException("There is no IKoreAiAppRegistry: call builder.Services.AddKoreAiApps(builder.Configuration.GetSection(\"KoreAiApps\")), or register one.");
            KoreAiAppRegistration? app = await registry.FindAsync(clientId, request.RequestAborted).ConfigureAwait(false);
            if (app is not null && isGranted(app.Grants))
            {
                context.Succeed(requirement);
            }
        }
    }

    /// <summary>The app of the authenticated caller; null without one, and where there are several: none of them may act with the others' grants.</summary>
    private static string? ClientIdOf(ClaimsPrincipal user)
    {
        // By hand, because the platform's search takes a claim of this name in any case, and Kore.ai takes it in this one only.
        string[] clientIds =
        [
            .. user.Identities.Where(static identity => identity.IsAuthenticated)
                .SelectMany(static identity => identity.Claims)
                .Where(static claim => claim.Type == AppIdClaim)
                .Select(static claim => claim.Value)
                .Distinct(StringComparer.Ordinal)
                .Take(2),
        ];
        return clientIds is [{ Length: > 0 } clientId] ? clientId : null;
    }
}
