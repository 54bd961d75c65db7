namespace JwtKit.Samples.KorePlatform;

/// <summary>Data tables: rows, and the definition to export and import. What an app may do is granted table by table.</summary>
internal static class TablesApi
{
    public static void MapTables(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder tables = routes.MapGroup("/tables").RequireAuthorization();
        tables.MapRows(static (store, name) => store.Table(name) is null ? null : (name, new Dictionary<string, string>()), GrantFilter.OnTable);
        tables.MapGet("/{name}/export", static (string name, DataTables store) => store.Table(name) is { } definition
            ? Results.Json(definition)
            : PlatformError.Of(StatusCodes.Status404NotFound, "There is no such table.")).AddEndpointFilter(GrantFilter.OnTable(KoreAiTableAccess.Read));
        tables.MapPost("/{name}/import", ImportAsync).AddEndpointFilter(GrantFilter.OnTable(KoreAiTableAccess.Write));
    }

    private static async Task<IResult> ImportAsync(string name, HttpContext context, DataTables store)
    {
        if (await JsonBody.ReadAsync<TableDefinition>(context) is not { IsSound: true } definition)
        {
            return PlatformError.Of(StatusCodes.Status400BadRequest, "The body must be a definition as it is exported: columns lists 1 to 50 different names, without sys_Id.");
        }

        store.Import(name, definition);
        return Results.Json(store.Table(name));
    }
}
