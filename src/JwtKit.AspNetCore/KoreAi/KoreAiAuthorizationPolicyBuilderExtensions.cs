using JwtKit;

namespace Microsoft.AspNetCore.Authorization;

/// <summary>
/// Authorizes apps as Kore.ai's platform does. The calling app is the one in the claim <c>appId</c> of the authenticated caller; what it may do is asked of
/// <see cref="IKoreAiAppRegistry"/> at each request.
/// </summary>
public static class KoreAiAuthorizationPolicyBuilderExtensions
{
    /// <summary>Lets only apps through with which the scope is associated, and only once their scopes are published.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="scope">The scope of the API, such as <see cref="KoreAiScopes.ChatHistory"/>.</param>
    /// <returns>The policy.</returns>
    public static AuthorizationPolicyBuilder RequireKoreScope(this AuthorizationPolicyBuilder policy, KoreAiScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return Require(policy, $"The app has the scope '{scope}'", grants => grants.Allows(scope));
    }

    /// <inheritdoc cref="RequireKoreScope(AuthorizationPolicyBuilder, KoreAiScope)" />
    /// <param name="policy">The policy.</param>
    /// <param name="scope">The scope's name, such as <c>Chat History</c>. Case counts.</param>
    /// <exception cref="ArgumentException">There is no scope of this name.</exception>
    public static AuthorizationPolicyBuilder RequireKoreScope(this AuthorizationPolicyBuilder policy, string scope) => policy.RequireKoreScope(
        KoreAiScopes.TryFind(scope, out KoreAiScope? known) ? known : throw new ArgumentException($"'{scope}' is not a scope; KoreAiScopes.All has the names.", nameof(scope)));

    /// <summary>Lets only apps through to which this access to a data table is granted.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="table">The table's name. Case counts.</param>
    /// <param name="access">What the API does with it; of several things, all must be granted.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">The name is empty, or the access is none.</exception>
    public static AuthorizationPolicyBuilder RequireTableAccess(this AuthorizationPolicyBuilder policy, string table, KoreAiTableAccess access)
    {
        Check(table, nameof(table), access);
        return Require(policy, $"The app has {access} on the table '{table}'", grants => grants.AllowsTable(table, access));
    }

    /// <summary>Lets only apps through to which this access to a view is granted. A view is not the table of the same name.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="view">The view's name. Case counts.</param>
    /// <param name="access">What the API does with it; of several things, all must be granted.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">The name is empty, or the access is none.</exception>
    public static AuthorizationPolicyBuilder RequireViewAccess(this AuthorizationPolicyBuilder policy, string view, KoreAiTableAccess access)
    {
        Check(view, nameof(view), access);
        return Require(policy, $"The app has {access} on the view '{view}'", grants => grants.AllowsView(view, access));
    }

    private static AuthorizationPolicyBuilder Require(AuthorizationPolicyBuilder policy, string description, Func<KoreAiAppGrants, bool> isGranted)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.AddRequirements(new KoreAiGrantRequirement(description, isGranted));
    }

    private static void Check(string name, string parameter, KoreAiTableAccess access)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (access == KoreAiTableAccess.None || (access & ~KoreAiTableAccess.All) != 0)
        {
            throw new ArgumentException($"The access is {access}; Read, Write, Delete or several of them are needed.", nameof(access));
        }
    }
}
