namespace JwtKit.Benchmarks.Servers;

/// <summary>The same endpoint without JwtKit, as somebody would write it who knows the platform well.</summary>
internal static partial class HandWrittenServer
{
    /// <param name="builder">The host.</param>
    /// <param name="configure">Sets up who the caller is, as the server does that this one is compared with.</param>
    public static void RunByHand(this WebApplicationBuilder builder, Action<WebApplication> configure)
    {
        WebApplication app = builder.Build();
        configure(app);
        HandWrittenIssuer issuer = HandWrittenIssuer.From(app.Configuration);
        using ThreadLocal<HandWrittenAnswer> answers = new(() => new HandWrittenAnswer(issuer));
        app.MapGet("/auth/token", context =>
        {
            HttpResponse response = context.Response;
            response.Headers.CacheControl = "no-store";
            if (context.User.Identity?.IsAuthenticated != true)
            {
                response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            }

            response.ContentType = "application/json";
            response.ContentLength = answers.Value!.Write(response.BodyWriter, context.User);
            LogIssued(app.Logger);
            return Task.CompletedTask;
        });
        app.Run();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Issued a token.")]
    private static partial void LogIssued(ILogger logger);
}
