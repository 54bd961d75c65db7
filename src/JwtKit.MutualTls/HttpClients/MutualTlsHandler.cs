using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace JwtKit;

/// <summary>Sets up the handlers of a named HTTP client for mutual TLS.</summary>
internal static class MutualTlsHandler
{
    /// <summary>How long a connection lives at most where the client does not say: a changed certificate or revocation list reaches all in that time.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static void SetUp(HttpMessageHandlerBuilder builder, string name)
    {
        TlsParty party = builder.Services.GetRequiredService<TlsParties>()[name];
        if (builder.PrimaryHandler is not SocketsHttpHandler handler)
        {
            throw new InvalidOperationException(
                $"The HTTP client '{builder.Name}' uses MutualTls '{name}', which needs a SocketsHttpHandler as its primary handler; {builder.PrimaryHandler.GetType().Name} was found.");
        }

        if (handler.ConnectCallback?.Target is MutualTlsConnector)
        {
            throw new InvalidOperationException($"The HTTP client '{builder.Name}' calls AddMutualTls more than once, or shares its primary handler with another; a client is one party.");
        }

        handler.ConnectCallback = new MutualTlsConnector(party, handler.ConnectCallback).ConnectAsync;

        // For connections through a proxy, which the handler makes secure itself.
        handler.SslOptions = party.ClientOptionsForAnyHost();
        if (handler.PooledConnectionLifetime == Timeout.InfiniteTimeSpan)
        {
            handler.PooledConnectionLifetime = ConnectionLifetime;
        }

        builder.AdditionalHandlers.Add(new MutualTlsGuard(party));
    }
}
