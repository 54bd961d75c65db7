using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>Stands before the application and lets in what came over a connection whose client was found good. Safe for concurrent use.</summary>
/// <remarks>The handshake has refused all others; this is for endpoints whose handshake was configured to be another.</remarks>
internal sealed partial class VerifiedConnectionGate(ILogger<VerifiedConnectionGate> logger) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(Admit);
        next(app);
    };

    private Task Admit(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<VerifiedConnection>() is not null)
        {
            return next(context);
        }

        RequestRefused(logger, context.Connection.LocalPort);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 20, EventName = "RequestWithoutMutualTls", Level = LogLevel.Error, Message = "Refused a request on port {Port}, whose endpoint does not go through UseJwtKitMutualTls: leave OnAuthenticate, ConfigureHttpsDefaults and TLS callbacks alone, and HTTP/3 off.")]
    private static partial void RequestRefused(ILogger logger, int port);
}

/// <summary>Stands among a connection's features once its client's certificate was found good. Nothing else puts it there.</summary>
internal sealed class VerifiedConnection;
