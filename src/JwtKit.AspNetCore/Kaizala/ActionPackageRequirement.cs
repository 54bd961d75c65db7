using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace JwtKit;

/// <summary>The caller's token was made in one of these cards.</summary>
internal sealed class ActionPackageRequirement(string[] actionPackageIds) : AuthorizationHandler<ActionPackageRequirement>, IAuthorizationRequirement
{
    public override string ToString() => $"{KaizalaClaimTypes.ActionPackageId} is one of {string.Join(", ", actionPackageIds)}";

    /// <summary>By hand, because the platform's own claims requirement would take a claim of this name in any case.</summary>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ActionPackageRequirement requirement)
    {
        // The base class hands every requirement of this type to each of them, and each speaks for itself only.
        if (ReferenceEquals(requirement, this) && context.User.Identities.Any(IsFromCard))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private bool IsFromCard(ClaimsIdentity identity) => identity.IsAuthenticated && identity.Claims.Any(
        claim => claim.Type == KaizalaClaimTypes.ActionPackageId && actionPackageIds.Contains(claim.Value, StringComparer.Ordinal));
}
