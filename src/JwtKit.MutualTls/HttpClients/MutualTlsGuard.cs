namespace JwtKit;

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
