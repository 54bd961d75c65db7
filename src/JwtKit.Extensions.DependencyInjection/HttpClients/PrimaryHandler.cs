using System.Net;

namespace JwtKit;

/// <summary>Switches off what a primary handler would do to encrypted messages.</summary>
internal static class PrimaryHandler
{
    /// <summary>A redirect would take the request to where its context does not fit, or to another host; the bodies are not compressed.</summary>
    public static void Configure(HttpMessageHandler handler)
    {
        switch (handler)
        {
            case SocketsHttpHandler sockets:
                sockets.AllowAutoRedirect = false;
                sockets.AutomaticDecompression = DecompressionMethods.None;
                break;
            case HttpClientHandler client:
                client.AllowAutoRedirect = false;
                client.AutomaticDecompression = DecompressionMethods.None;
                break;
            default:
                break;
        }
    }
}
