namespace JwtKit.Samples.KorePlatform;

/// <summary>Says what this is.</summary>
internal static class HomePage
{
    private const string Text = """
        A stand-in for Kore.ai's platform: what its documents say it does with tokens, for tests of an integration without a network.
        Nothing here is the real one, and its data are made up. The apps are in appsettings.json, section KoreAiApps; their keys in samples/.demo.

        GET  /jwk                                 the key to encrypt tokens for
        GET  /payload-jwk                         the key to encrypt payloads for
        POST /api/oAuth/token/jwtgrant            {"assertion":"<JWT or JWE of a user>"} -> a bearer token
        POST /api/rtm/start                       Authorization: bearer <token> -> the address of a WebSocket
        GET  /api/botmessages/rtm                 Authorization: bearer <token> -> a history, which is empty

        With the header auth: <JWT or JWE of an app>
        POST /api/public/bot/{id}/getSessions     scope Bot Sessions; {"limit":3}
        POST /api/public/usersInfo                scope User Engagement Trend; {"emailIds":["john@example.com"]}
        POST /api/public/tables/{name}            write; {"data":{"number":"3","status":"open"}}
        PUT  /api/public/tables/{name}            write; {"query":{"number":"3"},"data":{"status":"late"}}
        DELETE /api/public/tables/{name}          delete; {"query":{"number":"3"}}
        POST /api/public/tables/{name}/query      read; {"query":{"status":"open"}}
        GET  /api/public/tables/{name}/export     read: the definition
        POST /api/public/tables/{name}/import     write: the definition
        The same under /api/public/views/{name}.

        """;

    public static void MapHomePage(this IEndpointRouteBuilder routes)
    {
        string page = $"{Text}\nKore.ai encrypts the payloads of these APIs where an app enforces it.\nApp Builder:\n{Lines(EncryptedEndpoints.AppBuilder)}Admin Console:\n{Lines(EncryptedEndpoints.AdminConsole)}";
        routes.MapGet("/", () => Results.Text(page, "text/plain; charset=utf-8"));
    }

    private static string Lines(IEnumerable<(string Name, string? Path)> endpoints) => string.Concat(endpoints.Select(static endpoint => $"  {endpoint.Name}{(endpoint.Path is null ? "" : $": {endpoint.Path}")}\n"));
}
