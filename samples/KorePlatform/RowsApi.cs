namespace JwtKit.Samples.KorePlatform;

/// <summary>Reads, writes and deletes rows, of a table or of that part of it which a view shows.</summary>
internal static class RowsApi
{
    /// <summary>The table whose rows are meant and the values that they must have; null where there is no such table or view.</summary>
    public delegate (string Table, IReadOnlyDictionary<string, string> Where)? Find(DataTables tables, string name);

    public static void MapRows(this IEndpointRouteBuilder routes, Find find, Func<KoreAiTableAccess, GrantFilter> grant)
    {
        routes.MapPost("/{name}", (string name, HttpContext context, DataTables tables) => AddAsync(find(tables, name), context, tables)).AddEndpointFilter(grant(KoreAiTableAccess.Write));
        routes.MapPut("/{name}", (string name, HttpContext context, DataTables tables) => ChangeAsync(find(tables, name), context, tables)).AddEndpointFilter(grant(KoreAiTableAccess.Write));
        routes.MapDelete("/{name}", (string name, HttpContext context, DataTables tables) => DeleteAsync(find(tables, name), context, tables)).AddEndpointFilter(grant(KoreAiTableAccess.Delete));
        routes.MapPost("/{name}/query", (string name, HttpContext context, DataTables tables) => QueryAsync(find(tables, name), context, tables)).AddEndpointFilter(grant(KoreAiTableAccess.Read));
    }

    private static async Task<IResult> AddAsync((string Table, IReadOnlyDictionary<string, string> Where)? place, HttpContext context, DataTables tables)
    {
        if (place is not { } found)
        {
            return Missing();
        }

        if (await JsonBody.ReadAsync<RowsRequest>(context) is not { HasData: true } request)
        {
            return Malformed();
        }

        return tables.Add(found.Table, Within(found.Where, request.Data!)) is { } row ? Results.Json(new { records = new[] { row } }) : Unknown();
    }

    private static async Task<IResult> ChangeAsync((string Table, IReadOnlyDictionary<string, string> Where)? place, HttpContext context, DataTables tables)
    {
        if (place is not { } found)
        {
            return Missing();
        }

        return await JsonBody.ReadAsync<RowsRequest>(context) is not { HasData: true, Query: not null, HasSoundQuery: true } request ? Malformed()
            : tables.Change(found.Table, request.Query.Concat(found.Where), Within(found.Where, request.Data!)) is { } count ? Results.Json(new { nModified = count })
            : Unknown();
    }

    private static async Task<IResult> DeleteAsync((string Table, IReadOnlyDictionary<string, string> Where)? place, HttpContext context, DataTables tables)
    {
        if (place is not { } found)
        {
            return Missing();
        }

        return await JsonBody.ReadAsync<RowsRequest>(context) is { Query.Count: > 0, HasSoundQuery: true } request
            ? Results.Json(new { nDeleted = tables.Delete(found.Table, request.Query.Concat(found.Where)) })
            : Malformed();
    }

    private static async Task<IResult> QueryAsync((string Table, IReadOnlyDictionary<string, string> Where)? place, HttpContext context, DataTables tables)
    {
        if (place is not { } found)
        {
            return Missing();
        }

        if (await JsonBody.ReadAsync<RowsRequest>(context) is not { HasSoundQuery: true } request)
        {
            return Malformed();
        }

        List<Dictionary<string, string>> rows = tables.Find(found.Table, (request.Query ?? []).Concat(found.Where));
        return Results.Json(new { total = rows.Count, hasMore = false, queryResult = rows });
    }

    /// <summary>What is written through a view shows in it: whoever may only write cannot take a row out of it either.</summary>
    private static Dictionary<string, string> Within(IReadOnlyDictionary<string, string> where, Dictionary<string, string> data)
    {
        Dictionary<string, string> within = new(data);
        foreach ((string column, string value) in where)
        {
            within[column] = value;
        }

        return within;
    }

    private static IResult Missing() => PlatformError.Of(StatusCodes.Status404NotFound, "There is no such table or view.");

    private static IResult Malformed() => PlatformError.Of(StatusCodes.Status400BadRequest, "The body must be a JSON object with query, data or both, whose values are text.");

    private static IResult Unknown() => PlatformError.Of(StatusCodes.Status400BadRequest, "The table has no such column, or has no room for another row.");
}
