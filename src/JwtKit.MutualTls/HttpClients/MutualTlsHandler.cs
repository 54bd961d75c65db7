using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
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

/// <summary>Lets no request out that would not go over TLS. Safe for concurrent use.</summary>
internal sealed class MutualTlsGuard(TlsParty party) : DelegatingHandler
{
    public static bool IsSecure(Uri? address) => address is not null && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeWss);

    public static HttpRequestException NotSecure(TlsParty party) => new(
        HttpRequestError.SecureConnectionError,
        $"The client uses MutualTls '{party.Name}', so it calls https addresses only; over http neither side could prove who it is.");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Require(request);
        return base.SendAsync(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Require(request);
        return base.Send(request, cancellationToken);
    }

    private void Require(HttpRequestMessage request)
    {
        if (!IsSecure(request.RequestUri))
        {
            throw NotSecure(party);
        }
    }
}

/// <summary>Makes the connections of an HTTP client: each with the certificate that is in the files at that time. Safe for concurrent use.</summary>
/// <param name="party">Who connects.</param>
/// <param name="transport">The client's own way to reach a host, if it has one.</param>
internal sealed class MutualTlsConnector(TlsParty party, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? transport)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        HttpRequestMessage request = context.InitialRequestMessage;
        bool isForProxy = request.Method == HttpMethod.Connect;
        if (!isForProxy && !MutualTlsGuard.IsSecure(request.RequestUri))
        {
            throw MutualTlsGuard.NotSecure(party);
        }

        Stream stream = await (transport ?? OpenAsync)(context, cancellationToken).ConfigureAwait(false);

        // Behind a proxy the handler itself makes the connection secure, once the proxy has led to the host.
        return isForProxy || !IsTarget(context.DnsEndPoint, request.RequestUri!)
            ? stream
            : await SecureAsync(stream, context.DnsEndPoint.Host, request, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsTarget(DnsEndPoint endPoint, Uri address) =>
        endPoint.Port == address.Port && string.Equals(endPoint.Host, address.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What the handler itself would offer for the request.</summary>
    private static List<SslApplicationProtocol> Protocols(HttpRequestMessage request) =>
        request.Version.Major >= 2 && request.VersionPolicy != HttpVersionPolicy.RequestVersionOrLower ? [SslApplicationProtocol.Http2]
        : request.Version.Major >= 2 || request.VersionPolicy == HttpVersionPolicy.RequestVersionOrHigher ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]
        : [SslApplicationProtocol.Http11];

    private async Task<Stream> SecureAsync(Stream stream, string host, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        PeerRefusal? refused = null;
        SslStream secure = new(stream);
        try
        {
            SslClientAuthenticationOptions options = party.ClientOptions(host, refusal => refused = refusal);
            options.ApplicationProtocols = Protocols(request);
            await secure.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch (AuthenticationException e) when (refused is not null)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw new AuthenticationException($"The server's certificate was refused ({refused.Code}): {refused.Text}", e);
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
