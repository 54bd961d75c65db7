namespace JwtKit.Samples.KorePlatform;

/// <summary>The public APIs that apps call with their own tokens in the header <c>auth</c>. Their answers are made up.</summary>
internal static class PublicApi
{
    private const int MaximumEntries = 100;

    public static void MapPublicApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/public");
        api.MapEncryptable("/bot/{id}/getSessions", KoreAiScopes.BotSessions, GetSessionsAsync);

        // The seed's list has no scope of its own for users; this one speaks of them.
        api.MapEncryptable("/usersInfo", KoreAiScopes.UserEngagementTrend, GetUsersAsync);
        api.MapTables();
        api.MapViews();
    }

    private static async Task<IResult> GetSessionsAsync(string id, HttpContext context)
    {
        if (await JsonBody.ReadAsync<SessionsRequest>(context) is not { } request || request.Limit is < 1 or > MaximumEntries)
        {
            return PlatformError.Of(StatusCodes.Status400BadRequest, $"The body must be a JSON object; limit is 1 to {MaximumEntries}.");
        }

        return Results.Json(new
        {
            total = request.Limit,
            moreAvailable = false,
            sessions = Enumerable.Range(1, request.Limit).Select(number => new { sessionId = $"s-{number}", botId = id, channel = "rtm", status = "closed" }),
        });
    }

    private static async Task<IResult> GetUsersAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync<UsersRequest>(context) is not { EmailIds: { Count: > 0 and <= MaximumEntries } emails } || emails.Contains(null!))
        {
            return PlatformError.Of(StatusCodes.Status400BadRequest, $"The body must be a JSON object whose member emailIds lists 1 to {MaximumEntries} addresses.");
        }

        return Results.Json(new { users = emails.Select(static (email, index) => new { userId = $"u-{index + 1}", emailId = email, role = "user" }) });
    }

    private sealed record SessionsRequest(int Limit = 3);

    private sealed record UsersRequest(List<string>? EmailIds);
}
