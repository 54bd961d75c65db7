namespace JwtKit;

/// <summary>Keeps a client's last handler from following redirects: the platform's takes only <c>Authorization</c> off before it asks another host.</summary>
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
