namespace JwtKit;

/// <summary>Puts a token on each request that has none. Safe for concurrent use.</summary>
internal sealed class TokenHandler(TokenReserve reserve, TokenHeaderOptions options) : DelegatingHandler
{
    private readonly TokenHeader header = TokenHeader.Of(options, reserve.Platform);

    /// <exception cref="NotSupportedException">Always: the synchronous way would go round the token.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A client that sends tokens works asynchronously only; use SendAsync.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Headers.NonValidated.Contains(header.Name))
        {
            // The caller's own.
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!options.AllowHttp && request.RequestUri is { } address && address.Scheme != Uri.UriSchemeHttps && !Loopback.Is(address))
        {
            throw new InvalidOperationException($"The token would travel to {address.Host} over {address.Scheme}, where others can read it; use https, or set {nameof(options.AllowHttp)} where something else encrypts the way.");
        }

        request.Headers.TryAddWithoutValidation(header.Name, header.ValueOf(await reserve.TakeAsync(cancellationToken).ConfigureAwait(false)));
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A handler above may send the request once more: then with a fresh token. And whoever logs the request afterwards finds none.
            request.Headers.Remove(header.Name);
        }
    }
}
