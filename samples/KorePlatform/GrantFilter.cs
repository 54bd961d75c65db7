namespace JwtKit.Samples.KorePlatform;

/// <summary>Lets only apps through that are granted an access to the table or view which the path names.</summary>
internal sealed class GrantFilter(Func<KoreAiAppGrants, string, bool> isGranted) : IEndpointFilter
{
    public static GrantFilter OnTable(KoreAiTableAccess access) => new((grants, name) => grants.AllowsTable(name, access));

    public static GrantFilter OnView(KoreAiTableAccess access) => new((grants, name) => grants.AllowsView(name, access));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.GetRouteValue("name") is string name && await CallingApp.FindAsync(context.HttpContext) is { } app && isGranted(app.Grants, name)
            ? await next(context)
            : Results.Forbid();
}
