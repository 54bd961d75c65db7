using System.Text.Json.Nodes;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>What the platform refuses where an SDK user's token is exchanged for a bearer token (its guide "SDK Security").</summary>
internal static class SdkRefusals
{
    public static IReadOnlyList<Refusal> All { get; } =
    [
        new("lifetime", "exp two hours ahead, with a jti", "A token with a jti may live for one hour at most. This one lives for two.",
            static tokens => [Grant(tokens, claims => claims["exp"] = tokens.Now + 7200)])
        {
            Attempt = static tokens => tokens.SignByRule(FaultyTokens.UserToken with { Lifetime = TimeSpan.FromHours(2) }),
        },
        new("replay", "The same jti twice", "One token, sent two times. The first is exchanged, the second is a replay.", static tokens =>
        {
            PlatformRequest once = Grant(tokens, static _ => { });
            return [once, once];
        })
        {
            Advice = "Each token that JwtKit makes has a jti of its own, 128 random bits. Sending one twice is up to the sender.",
        },
        new("alias-replay", "A new jti, the same kore_jti", "Where both are there, kore_jti counts. So the second token is a replay, although its jti is new.", static tokens =>
        {
            string alias = Guid.NewGuid().ToString();
            return [Grant(tokens, claims => claims["kore_jti"] = alias), Grant(tokens, claims => claims["kore_jti"] = alias)];
        })
        {
            Attempt = static tokens => tokens.SignByRule(FaultyTokens.UserToken with { Claims = FaultyTokens.UserToken.Claims.With("kore_jti", "a") }),
        },
        new("jti-missing", "No jti, though enforced", "The app is registered with Enforce JTI, and the token has no jti.",
            static tokens => [Grant(tokens, static claims => claims.Remove("jti"), DemoApps.EnforcesTokenId)])
        {
            Advice = "JwtKit gives every SDK user's token a jti. To leave it out, the code must say TokenId.None.",
        },
        new("signed-only", "Signed only, though JWE is enforced", "The app is registered with Enforce JWE, and the token is readable by whoever holds it.",
            static tokens => [Grant(tokens, static _ => { }, DemoApps.EnforcesEncryption)])
        {
            Advice = "How an app is registered, only the platform knows. With an Encryption section, JwtKit encrypts each token of an issuer.",
        },
        new("milliseconds", "iat and exp in milliseconds", "Date.now() where seconds are meant: such a token would live for 50,000 years.",
            static tokens => [Grant(tokens, claims => (claims["iat"], claims["exp"]) = (tokens.Now * 1000, (tokens.Now + 300) * 1000))])
        {
            Attempt = static tokens => tokens.SignByRule(FaultyTokens.UserToken with { Claims = FaultyTokens.UserToken.Claims.With("exp", tokens.Now * 1000) }),
        },
        new("expired", "Expired a minute ago", "The token was good for five minutes, which are over.",
            static tokens => [Grant(tokens, claims => (claims["iat"], claims["exp"]) = (tokens.Now - 360, tokens.Now - 60))])
        {
            Attempt = static tokens => tokens.SignByRule(FaultyTokens.UserToken with { Lifetime = TokenLifetime.Until(DateTimeOffset.FromUnixTimeSeconds(tokens.Now - 60)) }),
        },
        new("decoded-secret", "The secret decoded as base64", "The Client Secret looks like base64 and is text. Whoever decodes it signs with other bytes: the classic mistake.",
            static tokens => [PlatformRequest.Grant(tokens.SignWithDecodedSecret(tokens.UserClaims()))])
        {
            Advice = "JwtKit takes the secret as text, as the platform means it. To decode it, the code must say Secret.FromBase64.",
        },
        new("unknown-app", "An unknown Client ID", "No app is registered as cs-unknown.", static tokens => [Grant(tokens, static _ => { }, "cs-unknown")])
        {
            Advice = "Which apps there are, only the platform knows.",
        },
        new("other-algorithm", "HS256 for an app registered for RS256", "The app is registered with a public key, and the token is signed with a secret.",
            static tokens => [Grant(tokens, static _ => { }, DemoApps.For(SignatureAlgorithm.Rs256))])
        {
            Advice = "How an app is registered, only the platform knows. In JwtKit a key has one algorithm, and the header says that one.",
        },
        new("unknown-algorithm", "HS384", "The platform knows HS256, HS512, RS256 and RS512.", static tokens => [PlatformRequest.Grant(tokens.Sign(tokens.UserClaims(), SignatureAlgorithm.Hs384))])
        {
            Attempt = static tokens => tokens.SignByRule(FaultyTokens.UserToken, SignatureAlgorithm.Hs384),
        },
        new("audience", "aud left empty", "The guide's sample leaves aud empty. The platform expects its own address there.", static tokens => [Grant(tokens, static claims => claims["aud"] = string.Empty)])
        {
            Attempt = static tokens => tokens.SignByRule(FaultyTokens.UserToken with { Audiences = [] }),
        },
        new("anonymous-text", "isAnonymous as text", "isAnonymous is true or false. The text \"false\" is neither.", static tokens => [Grant(tokens, static claims => claims["isAnonymous"] = "false")])
        {
            Attempt = static tokens => tokens.SignByRule(FaultyTokens.UserToken with { Claims = FaultyTokens.UserToken.Claims.With("isAnonymous", "false") }),
        },
        new("key-management", "JWE by RSA-OAEP-256", "For the content key the platform knows RSA-OAEP and RSA1_5.",
            static tokens => [PlatformRequest.Grant(tokens.Encrypt(tokens.Sign(tokens.UserClaims()), KeyManagement.RsaOaep256, ContentEncryption.A256Gcm))])
        {
            Attempt = static tokens => tokens.EncryptByRule(KeyManagement.RsaOaep256, ContentEncryption.A256Gcm),
        },
        new("cipher", "JWE by A256CBC-HS512", "For the content the platform knows A128CBC-HS256, A128GCM and A256GCM.",
            static tokens => [PlatformRequest.Grant(tokens.Encrypt(tokens.Sign(tokens.UserClaims()), KeyManagement.RsaOaep, ContentEncryption.A256CbcHs512))])
        {
            Attempt = static tokens => tokens.EncryptByRule(KeyManagement.RsaOaep, ContentEncryption.A256CbcHs512),
        },
        new("other-key", "JWE for another key", "Encrypted for somebody else, whose key the header names.",
            static tokens => [PlatformRequest.Grant(FaultyTokens.EncryptForAnother(tokens.Sign(tokens.UserClaims())))])
        {
            Advice = "JwtKit encrypts for the key that it is given, under the key id of its JWK.",
        },
    ];

    private static PlatformRequest Grant(FaultyTokens tokens, Action<JsonObject> spoil, string clientId = DemoApps.Plain)
    {
        JsonObject claims = tokens.UserClaims(clientId);
        spoil(claims);
        return PlatformRequest.Grant(tokens.Sign(claims));
    }
}
