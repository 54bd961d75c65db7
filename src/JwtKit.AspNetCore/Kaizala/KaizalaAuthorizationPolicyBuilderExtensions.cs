using JwtKit;

namespace Microsoft.AspNetCore.Authorization;

/// <summary>Authorizes by the card (action package) that a Kaizala user calls from.</summary>
public static class KaizalaAuthorizationPolicyBuilderExtensions
{
    /// <summary>Lets only users through whose token was made in one of these cards. Ids compare ordinally, so case counts.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="actionPackageIds">At least one, none of them empty.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">There is no id, or an empty one.</exception>
    public static AuthorizationPolicyBuilder RequireActionPackage(this AuthorizationPolicyBuilder policy, params string[] actionPackageIds)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(actionPackageIds);
        if (actionPackageIds.Length == 0 || actionPackageIds.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("There is no id of an action package, or an empty one; at least one is needed, and all with text.", nameof(actionPackageIds));
        }

        return policy.AddRequirements(new ActionPackageRequirement([.. actionPackageIds]));
    }
}
