using System.Text.Json.Nodes;
using JwtKit.AspNetCore.Tests.Samples;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>One run of Kore.ai's Web SDK, unmodified: the chat is opened and spoken to. How many tokens it fetches for that, and how often it connects, is its own.</summary>
internal sealed class WebSdk
{
    // What an integrator configures in the page. The secret is there for demonstrations of the vendor's, and no server reads it.
    public const string SecretOfTheBrowser = "a-secret-that-the-page-should-not-have";

    private readonly JsonArray exchanges;

    private WebSdk(JsonObject seen)
    {
        exchanges = seen["exchanges"]!.AsArray();
        Shown = seen["shown"]?.GetValue<string>();
    }

    /// <summary>What the chat shows instead of an answer; null where the bot has answered.</summary>
    public string? Shown { get; }

    /// <summary>The tokens it got from the token endpoint, in their order.</summary>
    public string[] Tokens => [.. Bodies("/api/users/sts").Select(static body => Text(body, "jwt"))];

    /// <summary>The tokens it gave to the platform.</summary>
    public string[] Assertions => [.. To("/oAuth/token/jwtgrant").Select(static exchange => Text(JsonNode.Parse(Text(exchange, "sent")), "assertion"))];

    /// <summary>The statuses that the platform answered to these.</summary>
    public int[] Grants => [.. To("/oAuth/token/jwtgrant").Select(static exchange => exchange["status"]!.GetValue<int>())];

    /// <summary>The bearer tokens that it got for them.</summary>
    public string[] Bearers => [.. Bodies("/oAuth/token/jwtgrant").Select(static body => Text(body["authorization"], "accessToken"))];

    /// <summary>Whom the platform took the user for.</summary>
    public string[] Identities => [.. Bodies("/oAuth/token/jwtgrant").Select(static body => Text(body["userInfo"], "identity"))];

    /// <summary>The bearer tokens with which it opened a conversation.</summary>
    public string[] Started => StartsAnswered(200);

    /// <summary>Those that the platform had let expire.</summary>
    public string[] Expired => StartsAnswered(401);

    /// <summary>Whether a request for a token brought cookies.</summary>
    public bool[] Cookies => [.. To("/api/users/sts").Select(static exchange => exchange["cookie"] is not null)];

    /// <summary>Runs it in a page of this origin, after signing in there as <paramref name="user"/>, if that is named.</summary>
    public static async Task<WebSdk> RunAsync(SampleProcess endpoint, SampleProcess platform, string clientId, string? user = null, string? origin = null)
    {
        JsonObject run = new()
        {
            ["page"] = origin ?? endpoint.Client.BaseAddress!.GetLeftPart(UriPartial.Authority),
            ["user"] = user,
            ["options"] = new JsonObject
            {
                ["JWTUrl"] = new Uri(endpoint.Client.BaseAddress!, "/api/users/sts").ToString(),
                ["koreAPIUrl"] = new Uri(platform.Client.BaseAddress!, "/api/").ToString(),
                ["clientId"] = clientId,
                ["clientSecret"] = SecretOfTheBrowser,
                ["userIdentity"] = "maria@example.com",
                ["botInfo"] = new JsonObject { ["name"] = "Demo", ["_id"] = "st-demo" },
            },
        };
        return new WebSdk(await Chromium.RunAsync("web-sdk.mjs", run.ToJsonString()));
    }

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();

    private string[] StartsAnswered(int status) =>
        [.. To("/rtm/start").Where(exchange => exchange["status"]!.GetValue<int>() == status).Select(static exchange => Text(exchange, "authorization")["bearer ".Length..])];

    private IEnumerable<JsonNode> To(string path) => exchanges.Where(exchange => new Uri(Text(exchange, "url")).AbsolutePath.EndsWith(path, StringComparison.Ordinal)).Select(static exchange => exchange!);

    private IEnumerable<JsonNode> Bodies(string path) => To(path).Where(static exchange => exchange["status"]!.GetValue<int>() == 200).Select(static exchange => JsonNode.Parse(Text(exchange, "body"))!);
}
