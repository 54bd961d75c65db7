using Microsoft.AspNetCore.Authorization;

namespace JwtKit;

/// <summary>The caller's token was made in one of these cards.</summary>
internal sealed class ActionPackageRequirement(IReadOnlyList<string> actionPackageIds) : AuthorizationHandler<ActionPackageRequirement>, IAuthorizationRequirement
{
    /// <summary>The platform's own claims requirement would take a claim of this name in any case.</summary>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ActionPackageRequirement requirement)
    {
        bool isMet = context.User.Identities.Any(identity => identity.IsAuthenticated && identity.Claims.Any(
            claim => claim.Type == KaizalaClaimTypes.ActionPackageId && actionPackageIds.Contains(claim.Value, StringComparer.Ordinal)));
        if (isMet)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    public override string ToString() => $"{KaizalaClaimTypes.ActionPackageId} is one of {string.Join(", ", actionPackageIds)}";
}
