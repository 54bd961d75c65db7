namespace JwtKit.Samples.KorePlatform;

/// <summary>Views of data tables. They are granted by themselves: a view is not the table of which it shows a part.</summary>
internal static class ViewsApi
{
    public static void MapViews(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder views = routes.MapGroup("/views").RequireAuthorization();
        views.MapRows(static (store, name) => store.View(name) is { } view ? (view.Table!, view.Where!) : null, GrantFilter.OnView);
        views.MapGet("/{name}/export", static (string name, DataTables store) => store.View(name) is { } definition
            ? Results.Json(definition)
            : PlatformError.Of(StatusCodes.Status404NotFound, "There is no such view.")).AddEndpointFilter(GrantFilter.OnView(KoreAiTableAccess.Read));
        views.MapPost("/{name}/import", ImportAsync).AddEndpointFilter(GrantFilter.OnView(KoreAiTableAccess.Write));
    }

    /// <summary>Whoever defines a view needs all access to its table that the view then gives; otherwise a view of any table would open it.</summary>
    private static async Task<IResult> ImportAsync(string name, HttpContext context, DataTables store)
    {
        if (await JsonBody.ReadAsync<ViewDefinition>(context) is not { IsSound: true } definition || store.Table(definition.Table!) is null)
        {
            return PlatformError.Of(StatusCodes.Status400BadRequest, "The body must be a definition as it is exported: table names one that exists, where has values that are text.");
        }

        KoreAiAppGrants grants = (await CallingApp.FindAsync(context))?.Grants ?? KoreAiAppGrants.None;
        KoreAiTableAccess access = grants.Views.GetValueOrDefault(name);
        if (access == KoreAiTableAccess.None || !grants.AllowsTable(definition.Table!, access))
        {
            return Results.Forbid();
        }

        store.Import(name, definition);
        return Results.Json(store.View(name));
    }
}
