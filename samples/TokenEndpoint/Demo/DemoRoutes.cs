namespace JwtKit.Samples.TokenEndpoint;

/// <summary>What holds for the routes that only the page needs.</summary>
internal static class DemoRoutes
{
    /// <summary>A group of routes that no other site can make a visitor's browser call, and whose answers nobody keeps.</summary>
    public static RouteGroupBuilder MapPageGroup(this WebApplication app)
    {
        RouteGroupBuilder group = app.MapGroup(string.Empty);
        group.AddEndpointFilter(static async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return RequestOrigin.IsSameOrigin(context.HttpContext.Request)
                ? await next(context)
                : TypedResults.Problem("Use the page of this server.", statusCode: StatusCodes.Status403Forbidden, title: "The request came from another site.");
        });
        return group;
    }
}
