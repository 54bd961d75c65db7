namespace JwtKit.Samples.KorePlatform;

/// <summary>The app that calls, as it is registered at this moment.</summary>
internal static class CallingApp
{
    private const string AppIdClaim = "appId";

    /// <summary>Null where it was removed meanwhile. The claim is found with its case: a token may have an <c>appid</c> of the app's own making too.</summary>
    public static async ValueTask<KoreAiAppRegistration?> FindAsync(HttpContext context) =>
        context.User.Claims.FirstOrDefault(static claim => claim.Type == AppIdClaim) is { } appId
            ? await context.RequestServices.GetRequiredService<IKoreAiAppRegistry>().FindAsync(appId.Value, context.RequestAborted)
            : null;
}
