using System.Text.Json.Nodes;

namespace JwtKit;

/// <summary>
/// Tokens for Kore.ai. Each preset is a descriptor to sign with the app's key; its rules are checked at every signature, also after <c>with</c>.
/// The Client Secret is text: <c>Secret.FromText</c>, although it looks like base64. Safe for concurrent use.
/// </summary>
public static class KoreAi
{
    /// <summary>The <c>aud</c> of a user token: the platform's own address for all regions.</summary>
    public const string Audience = "https://idproxy.kore.com/authorize";

    /// <summary>The HTTP status of each refusal, which also stands in <see cref="ErrorBody"/>: 401.</summary>
    public const int ErrorStatusCode = 401;

    internal const string IsAnonymousClaim = "isAnonymous";
    internal const string IdentityToMergeClaim = "identityToMerge";
    internal const string AppIdClaim = "appId";
    internal const string PrivateClaimsClaim = "privateClaims";
    internal const string SecureCustomDataClaim = "secureCustomData";

    /// <summary>The platform's limit for tokens with a <c>jti</c>: 1 hour.</summary>
    internal static readonly TimeSpan MaximumLifetimeWithTokenId = TimeSpan.FromHours(1);

    internal static readonly SignatureAlgorithm[] Algorithms = [SignatureAlgorithm.Hs256, SignatureAlgorithm.Hs512, SignatureAlgorithm.Rs256, SignatureAlgorithm.Rs512];

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    /// <summary>The algorithms that the platform takes: HS256, HS512, RS256, RS512.</summary>
    public static IReadOnlyList<SignatureAlgorithm> SignatureAlgorithms { get; } = Array.AsReadOnly(Algorithms);

    /// <summary>The ways of key management that the platform takes for encrypted tokens: RSA-OAEP, and RSA1_5, which is legacy.</summary>
    public static IReadOnlyList<KeyManagement> KeyManagements => Encrypted.KeyManagements;

    /// <summary>The ciphers that the platform takes for encrypted tokens: A128CBC-HS256, A128GCM, A256GCM.</summary>
    public static IReadOnlyList<ContentEncryption> ContentEncryptions => Encrypted.ContentEncryptions;

    /// <summary>The token that tells the platform who a Web or mobile SDK user is. Lives 5 minutes and has a <c>jti</c>, unless changed by <c>with</c>.</summary>
    /// <param name="clientId">The app's Client ID (<c>cs-…</c>), written as <c>iss</c>.</param>
    /// <param name="subject">E-mail address or phone number of a known user, or the generated id of an anonymous one.</param>
    /// <param name="isAnonymous">Whether the user is unknown to the application.</param>
    /// <param name="identityToMerge">The anonymous id under which a known user has chatted before. It must come from the server: whoever names it gets that conversation.</param>
    /// <param name="aliases">Which claims go under Kore.ai's own names. One of each pair is written.</param>
    /// <param name="privateClaims">Sensitive data for the dialog; such a token must be encrypted (<see cref="Jwt.SignAndEncrypt(JwtDescriptor, SigningKey, EncryptionTarget, TimeProvider?)"/>).</param>
    /// <param name="secureCustomData">Sensitive data for the dialog; such a token must be encrypted.</param>
    /// <param name="allowReadablePrivateClaims">Lets a token with private claims or secure custom data be signed without being encrypted, so that whoever holds it reads them.</param>
    /// <exception cref="ArgumentException">A text is empty, or an anonymous user is to be merged.</exception>
    public static JwtDescriptor UserToken(
        string clientId,
        string subject,
        bool isAnonymous = false,
        string? identityToMerge = null,
        KoreAiAliases aliases = KoreAiAliases.None,
        JsonObject? privateClaims = null,
        JsonObject? secureCustomData = null,
        bool allowReadablePrivateClaims = false)
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

        AddObject(claims, PrivateClaimsClaim, privateClaims);
        AddObject(claims, SecureCustomDataClaim, secureCustomData);
        return new JwtDescriptor
        {
            Lifetime = DefaultLifetime,
            Issuer = WellFormedText.RequireNonEmpty(clientId, nameof(clientId)),
            Subject = WellFormedText.RequireNonEmpty(subject, nameof(subject)),
            Audiences = [Audience],
            Claims = claims.Fix(),
            EncryptionContentType = null,
            Rules = KoreAiUserIssuanceRules.For(aliases, allowReadablePrivateClaims),
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
        EncryptionContentType = null,
        Rules = KoreAiApiIssuanceRules.Instance,
    };

    /// <summary>
    /// The policy by which Kore.ai checks an app's tokens, for a stand-in of the platform or a test of one's own tokens. Validators make one per app and kind and
    /// keep it.
    /// </summary>
    /// <param name="app">What the platform knows of the app.</param>
    /// <param name="kind">Whose token is expected. An SDK user's by default: it is the one with an issuer and an audience.</param>
    /// <remarks>
    /// <c>exp</c> has no clock skew; <c>iat</c> and <c>nbf</c> have 30 seconds, and <c>iat</c> may be absent, since no rule of the platform depends on it. A token
    /// with a <c>jti</c> is accepted once, and only where <c>exp</c> is at most 1 hour ahead of now. <c>kore_jti</c> counts before <c>jti</c>; in user tokens
    /// <c>kore_iss</c> and <c>kore_sub</c> count before <c>iss</c> and <c>sub</c>. The Client ID is what keeps the token ids of two apps apart.
    /// <para>Where an app may send both signed and encrypted tokens, an <see cref="IPolicySource"/> chooses between two policies that it keeps, by
    /// <see cref="TokenHint.IsEncrypted"/>: one of the app, one of <c>app with { EnforceEncryption = true }</c>.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The Client ID is empty; a key has an algorithm that the platform does not take (keys that are fetched cannot be checked here); encryption is enforced
    /// without a key to decrypt with; or a <c>jti</c> is enforced and unlimited tokens are allowed.
    /// </exception>
    public static ValidationPolicy ValidationPolicy(KoreAiApp app, KoreAiTokenKind kind = KoreAiTokenKind.User)
    {
        ArgumentNullException.ThrowIfNull(app);
        return KoreAiPolicy.For(app, kind);
    }

    /// <summary>
    /// The JSON that Kore.ai answers to a refused token, to be sent with <see cref="ErrorStatusCode"/>. A replay and a <c>jti</c> that lives too long get the
    /// platform's own words; every other code gets <see cref="TokenFailure.Description"/> in the same form, and nothing of the token.
    /// </summary>
    /// <param name="failure">Why the token was refused.</param>
    /// <remarks>
    /// The platform's form knows 401 only, so the faults of the receiver itself (<c>keys_unavailable</c>, <c>replay_store_full</c>,
    /// <c>replay_store_unavailable</c>) have it too; a host tells them apart by <see cref="TokenFailure.Code"/> and logs them.
    /// </remarks>
    public static string ErrorBody(TokenFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return KoreAiErrorBody.Of(failure);
    }

    private static void AddObject(ClaimSet claims, string name, JsonObject? value)
    {
        if (value is not null)
        {
            claims.Add(name, value);
        }
    }

    /// <summary>Apart, so that whoever only signs waits for no cipher to be loaded.</summary>
    private static class Encrypted
    {
        public static IReadOnlyList<KeyManagement> KeyManagements { get; } = [KeyManagement.RsaOaep, KeyManagement.Rsa15];

        public static IReadOnlyList<ContentEncryption> ContentEncryptions { get; } =
            [ContentEncryption.A128CbcHs256, ContentEncryption.A128Gcm, ContentEncryption.A256Gcm];
    }
}
