namespace JwtKit;

/// <summary>
/// Tokens for Kore.ai. Each preset is a descriptor to sign with the app's key; its rules are checked at every signature, also after <c>with</c>.
/// The Client Secret is text: <c>Secret.FromText</c>, although it looks like base64. Safe for concurrent use.
/// </summary>
public static class KoreAi
{
    /// <summary>The <c>aud</c> of a user token: the platform's own address for all regions.</summary>
    public const string Audience = "https://idproxy.kore.com/authorize";

    internal const string IsAnonymousClaim = "isAnonymous";
    internal const string IdentityToMergeClaim = "identityToMerge";
    internal const string AppIdClaim = "appId";

    /// <summary>The platform's limit for tokens with a <c>jti</c>: 1 hour.</summary>
    internal static readonly TimeSpan MaximumLifetimeWithTokenId = TimeSpan.FromHours(1);

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    /// <summary>The token that tells the platform who a Web or mobile SDK user is. Lives 5 minutes and has a <c>jti</c>, unless changed by <c>with</c>.</summary>
    /// <param name="clientId">The app's Client ID (<c>cs-…</c>), written as <c>iss</c>.</param>
    /// <param name="subject">E-mail address or phone number of a known user, or the generated id of an anonymous one.</param>
    /// <param name="isAnonymous">Whether the user is unknown to the application.</param>
    /// <param name="identityToMerge">The anonymous id under which a known user has chatted before. It must come from the server: whoever names it gets that conversation.</param>
    /// <param name="aliases">Which claims go under Kore.ai's own names. One of each pair is written.</param>
    /// <exception cref="ArgumentException">A text is empty, or an anonymous user is to be merged.</exception>
    public static JwtDescriptor UserToken(
        string clientId,
        string subject,
        bool isAnonymous = false,
        string? identityToMerge = null,
        KoreAiAliases aliases = KoreAiAliases.None)
    {
        ClaimSet claims = new() { [IsAnonymousClaim] = isAnonymous };
        if (identityToMerge is not null)
        {
            claims.Add(IdentityToMergeClaim, WellFormedText.RequireNonEmpty(identityToMerge, nameof(identityToMerge)));
            if (isAnonymous)
            {
                throw new ArgumentException("An anonymous identity is merged into a known user; isAnonymous: false is needed with identityToMerge.", nameof(identityToMerge));
            }
        }

        return new JwtDescriptor
        {
            Lifetime = DefaultLifetime,
            Issuer = WellFormedText.RequireNonEmpty(clientId, nameof(clientId)),
            Subject = WellFormedText.RequireNonEmpty(subject, nameof(subject)),
            Audiences = [Audience],
            Claims = claims.Fix(),
            Rules = KoreAiUserRules.For(aliases),
        };
    }

    /// <summary>The token of an app that calls the platform's public APIs, sent in the header <c>auth</c>. Lives 5 minutes and has no <c>jti</c>; for an app that enforces one, <c>with { TokenId = TokenId.Generate }</c>.</summary>
    /// <param name="clientId">The app's Client ID (<c>cs-…</c>), written as <c>appId</c>.</param>
    /// <param name="subject">Any text that names the caller.</param>
    /// <exception cref="ArgumentException">A text is empty.</exception>
    public static JwtDescriptor ApiToken(string clientId, string subject) => new()
    {
        Lifetime = DefaultLifetime,
        Subject = WellFormedText.RequireNonEmpty(subject, nameof(subject)),
        TokenId = TokenId.None,
        Claims = new ClaimSet { [AppIdClaim] = WellFormedText.RequireNonEmpty(clientId, nameof(clientId)) }.Fix(),
        Rules = KoreAiApiRules.Instance,
    };
}
