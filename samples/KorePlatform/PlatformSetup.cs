using Microsoft.Extensions.Options;

namespace JwtKit.Samples.KorePlatform;

/// <summary>What stands before all routes.</summary>
internal static partial class PlatformSetup
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
        services.AddSingleton<RtmTickets>();
        services.AddSingleton<DataTables>();
        services.AddCors();
        services.AddAuthentication(KoreAiBearerDefaults.AuthenticationScheme).AddKoreAiBearer(static options => options.OnRefused = LogRefusal);
        services.AddAuthorization();

        // The code of a refusal is logged below; that there was one need not be said three times.
        services.AddLogging(static logging => logging.AddFilter("JwtKit.JwtKitBearerHandler", LogLevel.Warning));
    }

    public static void UsePlatform(this WebApplication app)
    {
        app.UseWhen(
            static context => BrowserFacing.Any(path => context.Request.Path.StartsWithSegments(path)),
            static browser => browser.UseCors(static policy => policy.AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod().SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
        app.UseWebSockets();
        app.UseMiddleware<BodyLimit>();
        app.UseStatusCodePages(static pages => Of(pages.HttpContext.Response.StatusCode).ExecuteAsync(pages.HttpContext));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseJwtKitPayloadEncryption();
    }

    /// <summary>The code alone; the rest of the reason may hold text of the sender's.</summary>
    private static Task LogRefusal(BearerTokenRefused refused)
    {
        ILogger logger = refused.Context.RequestServices.GetRequiredService<ILogger<PlatformOptions>>();
        string code = refused.Failure.Code;
        LogRefused(logger, code);
        return Task.CompletedTask;
    }

    private static IResult Of(int status) => PlatformError.Of(status, status switch
    {
        StatusCodes.Status404NotFound => "There is no such route; GET / lists them.",
        StatusCodes.Status405MethodNotAllowed => "The route knows another method; GET / lists them.",
        _ => "The request was refused.",
    });

    [LoggerMessage(Level = LogLevel.Information, Message = "An app's token was refused: {Code}.")]
    private static partial void LogRefused(ILogger logger, string code);
}
