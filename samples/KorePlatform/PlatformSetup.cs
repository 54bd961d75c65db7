using Microsoft.Extensions.Options;

namespace JwtKit.Samples.KorePlatform;

/// <summary>What stands before all routes.</summary>
internal static class PlatformSetup
{
    /// <summary>The routes that the Web SDK calls from a page of whatever origin.</summary>
    private static readonly PathString[] BrowserFacing = ["/api/oAuth", "/api/rtm", "/api/botmessages"];

    public static void AddPlatform(this IServiceCollection services, IConfigurationSection section)
    {
        PlatformOptionsReader reader = new(section);
        services.AddSingleton<IConfigureOptions<PlatformOptions>>(reader);
        services.AddSingleton<IValidateOptions<PlatformOptions>>(reader);
        services.AddOptions<PlatformOptions>().ValidateOnStart();
        services.AddSingleton<BearerTokens>();
        services.AddCors();
    }

    public static void UsePlatform(this WebApplication app)
    {
        app.UseWhen(
            static context => BrowserFacing.Any(path => context.Request.Path.StartsWithSegments(path)),
            static browser => browser.UseCors(static policy => policy.AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod().SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
        app.UseMiddleware<BodyLimit>();
        app.UseStatusCodePages(static pages => Of(pages.HttpContext.Response.StatusCode).ExecuteAsync(pages.HttpContext));
    }

    private static IResult Of(int status) => PlatformError.Of(status, status switch
    {
        StatusCodes.Status404NotFound => "There is no such route; GET / lists them.",
        StatusCodes.Status405MethodNotAllowed => "The route knows another method; GET / lists them.",
        _ => "The request was refused.",
    });
}
