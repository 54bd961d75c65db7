using System.Text.Json.Nodes;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>What the platform refuses at its public APIs, to which an app's token comes in the header <c>auth</c> (its guide "API Scopes").</summary>
internal static class ApiRefusals
{
    private const string Sessions = "bot/st-demo/getSessions";
    private const string Users = "usersInfo";

    public static IReadOnlyList<Refusal> All { get; } =
    [
        new("app-id-spelling", "appid instead of appId", "The platform reads the Client ID from a claim that is spelled exactly appId.", static tokens =>
        {
            JsonObject claims = tokens.ApiClaims(DemoApps.Plain);
            claims.Remove("appId");
            claims["appid"] = DemoApps.Plain;
            return [PlatformRequest.Api(Sessions, tokens.Sign(claims))];
        })
        {
            Attempt = static tokens => tokens.SignByRule(FaultyTokens.ApiToken with { Claims = new ClaimSet { ["appid"] = DemoApps.Plain } }),
        },
        new("authorization-header", "Authorization instead of auth", "The token is sound and comes in another header than the platform reads.",
            static tokens => [PlatformRequest.Api(Sessions, tokens.Sign(tokens.ApiClaims(DemoApps.Plain)), header: "Authorization")])
        {
            Advice = "AddJwtKitToken on an HttpClient sends each platform's token in the header that the platform reads.",
        },
        new("scope-missing", "A scope is missing", "The app is associated with the scope Chat History. This API needs Bot Sessions.",
            static tokens => [PlatformRequest.Api(Sessions, tokens.Sign(tokens.ApiClaims(DemoApps.ChatOnly)))])
        {
            Advice = "Scopes are associated at the platform, not in the token.",
        },
        new("scopes-unpublished", "Scopes that are not published", "The scope is associated with the app. It counts only once it is published.",
            static tokens => [PlatformRequest.Api(Sessions, tokens.Sign(tokens.ApiClaims(DemoApps.Unpublished)))])
        {
            Advice = "Scopes are published at the platform, not in the token.",
        },
        new("table-grant", "A table that may only be read", "The app may read the table customers, and adds a row. Scopes do not count for tables.",
            static tokens => [PlatformRequest.Api("tables/customers", tokens.Sign(tokens.ApiClaims(DemoApps.Plain)))])
        {
            Advice = "Tables are granted one by one, at the platform.",
        },
        new("view-grant", "A view that may only be read", "The app may write to the table orders, and adds a row through the view open-orders. Views are granted by themselves.",
            static tokens => [PlatformRequest.Api("views/open-orders", tokens.Sign(tokens.ApiClaims(DemoApps.Plain)))])
        {
            Advice = "Views are granted one by one, at the platform.",
        },
        new("api-jti-missing", "No jti, though enforced", "The app is registered with Enforce JTI, and the token has no jti.",
            static tokens => [PlatformRequest.Api(Sessions, tokens.Sign(tokens.ApiClaims(DemoApps.EnforcesTokenId)))])
        {
            Advice = "For an app that enforces it, set TokenId to true at the issuer.",
        },
        new("api-signed-only", "Signed only, though JWE is enforced", "The app is registered with Enforce JWE, and the token is readable by whoever holds it.",
            static tokens => [PlatformRequest.Api(Sessions, tokens.Sign(tokens.ApiClaims(DemoApps.EnforcesEncryption)))])
        {
            Advice = "How an app is registered, only the platform knows. With an Encryption section, JwtKit encrypts each token of an issuer.",
        },
        new("payload-readable", "A readable payload, though encryption is enforced", "The app is registered with payload encryption, and the request's body is plain JSON.",
            static tokens => [PlatformRequest.Api(Users, tokens.Sign(tokens.ApiClaims(DemoApps.EnforcesPayloadEncryption)))])
        {
            Advice = "AddJwtKitPayloadEncryption on an HttpClient encrypts each request and opens each answer.",
        },
    ];
}
