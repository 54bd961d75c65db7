namespace JwtKit.Samples.KorePlatform;

/// <summary>The real-time messages of the Web SDK: where its socket is, the socket, and a history that is empty.</summary>
internal static class Rtm
{
    private const string SocketPath = "/rtm/bot";

    public static void MapRtm(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/rtm/start", Start).AddEndpointFilter<BearerFilter>();
        routes.MapGet("/api/botmessages/rtm", static () => Results.Json(new { total = 0, moreAvailable = false, messages = Array.Empty<object>() })).AddEndpointFilter<BearerFilter>();
        routes.MapGet(SocketPath, OpenAsync);
    }

    /// <summary>With a query, because the SDK appends further parameters to it.</summary>
    private static IResult Start(HttpContext context, RtmTickets tickets) =>
        Results.Json(new { url = $"{(context.Request.IsHttps ? "wss" : "ws")}://{context.Request.Host}{SocketPath}?sid={tickets.Issue()}" });

    private static async Task<IResult> OpenAsync(HttpContext context, RtmTickets tickets, IHostApplicationLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return PlatformError.Of(StatusCodes.Status400BadRequest, "This is the address of a WebSocket.");
        }

        if (context.Request.Query["sid"] is not [{ } ticket] || !tickets.TryUse(ticket))
        {
            return PlatformError.Of(StatusCodes.Status401Unauthorized, "The address is used up; rtm/start gives another.");
        }

        await DemoBot.TalkAsync(await context.WebSockets.AcceptWebSocketAsync(), lifetime.ApplicationStopping);
        return Results.Empty;
    }
}
