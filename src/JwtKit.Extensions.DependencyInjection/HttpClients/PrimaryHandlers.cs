using System.Net;

namespace JwtKit;

/// <summary>Keeps a client's last handler from following redirects: .NET's takes only <c>Authorization</c> off before it asks another host.</summary>
internal static class Redirects
{
    /// <exception cref="InvalidOperationException">The handler follows redirects and was used already.</exception>
    public static void TurnOff(HttpMessageHandler handler, string client)
    {
        HttpMessageHandler last = handler;
        while (last is DelegatingHandler { InnerHandler: { } inner })
        {
            last = inner;
        }

        try
        {
            switch (last)
            {
                case SocketsHttpHandler { AllowAutoRedirect: true } sockets:
                    sockets.AllowAutoRedirect = false;
                    break;
                case HttpClientHandler { AllowAutoRedirect: true } other:
                    other.AllowAutoRedirect = false;
                    break;
            }
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"The primary handler of the client '{client}' follows redirects, which would carry its token to other hosts, and it is in use already; make it with AllowAutoRedirect = false.", e);
        }
    }
}

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
