using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>Everything about the visitors of one endpoint: who they are, and how often they may ask.</summary>
internal sealed class Visitors(VisitorCookie cookie, VisitorRateLimit? rateLimit, VisitorOptions options)
{
    /// <summary>The visitor that the request's cookie proves.</summary>
    public Guid? Find(HttpContext context) => cookie.Read(context);

    /// <summary>The visitor as an identity, remembered from here on.</summary>
    public TokenIdentity Receive(HttpContext context) =>
        new() { Subject = cookie.ReadOrCreate(context).ToString("D"), IsAnonymous = true };

    public bool TryTake(HttpContext context, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        return rateLimit is null || rateLimit.TryTake(context, out retryAfter);
    }

    /// <summary>Adds the visitor that a known user was before, where the host asked for that and no one has said otherwise.</summary>
    public TokenIdentity Merge(HttpContext context, TokenIdentity identity) =>
        options.MergeIntoKnownUser && !identity.IsAnonymous && identity.IdentityToMerge is null
            ? identity with { IdentityToMerge = Find(context)?.ToString("D") }
            : identity;
}
