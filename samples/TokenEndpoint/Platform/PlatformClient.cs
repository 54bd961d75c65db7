namespace JwtKit.Samples.TokenEndpoint;

/// <summary>Calls the platform from this server, since the page talks to nobody else. Of a visitor's request nothing is passed on but the body.</summary>
internal sealed class PlatformClient(HttpClient client)
{
    private const int MaximumAnswerBytes = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void Configure(HttpClient client, Uri address)
    {
        client.BaseAddress = address;
        client.Timeout = Patience;
        client.MaxResponseContentBufferSize = MaximumAnswerBytes;
    }

    public static SocketsHttpHandler MakeHandler() => new() { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = Patience / 2 };

    /// <summary>Null if the platform does not answer in time, or with more than an answer of this kind has.</summary>
    public async Task<PlatformAnswer?> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
            return new PlatformAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
