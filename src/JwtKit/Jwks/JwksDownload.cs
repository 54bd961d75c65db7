using System.Net;

namespace JwtKit;

/// <summary>One request for a published set, and what is accepted as its answer. Nothing of any token is in the request.</summary>
internal sealed class JwksDownload : IDisposable
{
    private readonly Uri address;
    private readonly HttpMessageInvoker http;
    private readonly int maximumLength;

    public JwksDownload(Uri address, JwksResolverOptions options)
    {
        this.address = address;
        maximumLength = options.MaximumLength;
        http = options.Handler is null ? new HttpMessageInvoker(OwnHandler(address, options.Timeout)) : new HttpMessageInvoker(options.Handler, disposeHandler: false);
    }

    /// <summary>The body, or the code and the sentence of a failure. Throws what sending and reading throw.</summary>
    public async Task<(byte[]? Body, string? Code, string? Description)> GetAsync(CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/jwk-set+json");
        request.Headers.Accept.ParseAdd("application/json");
        using HttpResponseMessage response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        (string? code, string? description) = FaultOf(request, response);
        if (code is not null)
        {
            return (default, code, description);
        }

        try
        {
            // Counts what arrives, whatever the answer says of its length.
            await response.Content.LoadIntoBufferAsync(maximumLength, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return (default, JwkSetFault.TooLong, JwkSetReader.TooLong(maximumLength).Description);
        }

        return (await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), null, null);
    }

    public void Dispose() => http.Dispose();

    private static SocketsHttpHandler OwnHandler(Uri address, TimeSpan timeout) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,

        // A proxy would take a loopback address for its own, and send the answer over the network in plain text.
        UseProxy = address.Scheme == Uri.UriSchemeHttps,

        // A request that was given up leaves its attempt to connect behind, which only this ends.
        ConnectTimeout = timeout,

        // A new connection looks the name up again.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 32,

        // What is left of an answer that is not wanted is not read: the connection is closed.
        MaxResponseDrainSize = 0,
    };

    private (string? Code, string? Description) FaultOf(HttpRequestMessage request, HttpResponseMessage response) =>
        (int)response.StatusCode is >= 300 and < 400
            ? (JwksFailure.Redirected, $"The answer is a redirect ({(int)response.StatusCode}), which is not followed; give the address where the keys are.")
        : !IsAsked(request) || response.RequestMessage is { } last && !IsAsked(last)
            ? (JwksFailure.Redirected, "The handler followed a redirect to another address; one with AllowAutoRedirect = false and the address where the keys are is needed.")
        : response.StatusCode != HttpStatusCode.OK
            ? (JwksFailure.UnexpectedStatus, $"The answer has the status {(int)response.StatusCode}; 200 is needed.")
        : response.Content.Headers.ContentEncoding.Any(static encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            ? (JwksFailure.Compressed, "The answer is compressed, which was not asked for; it was not read.")
        : (null, null);

    private bool IsAsked(HttpRequestMessage request) => request.RequestUri?.AbsoluteUri == address.AbsoluteUri;
}
