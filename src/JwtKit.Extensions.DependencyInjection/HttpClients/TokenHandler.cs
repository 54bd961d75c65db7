namespace JwtKit;

/// <summary>Puts a token on each request that has none. Safe for concurrent use.</summary>
internal sealed class TokenHandler(TokenCache reserve, TokenHeaderOptions options) : DelegatingHandler
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

/// <summary>The header that carries a client's token.</summary>
internal sealed record TokenHeader(string Name, string? Scheme)
{
    private const string Authorization = "Authorization";
    private const string KoreAiApi = "auth";

    public static TokenHeader Of(TokenHeaderOptions options, TokenPlatform platform)
    {
        string name = options.Header ?? (platform == TokenPlatform.KoreAiApi ? KoreAiApi : Authorization);
        return new TokenHeader(name, options.Scheme ?? (name.Equals(Authorization, StringComparison.OrdinalIgnoreCase) ? "Bearer" : null));
    }

    /// <exception cref="ArgumentException">A request can carry no such header.</exception>
    public static void Check(TokenHeaderOptions options)
    {
        using HttpRequestMessage request = new();
        if (options.Header is { } name && !request.Headers.TryAddWithoutValidation(name, "x"))
        {
            throw new ArgumentException($"'{name}' is not the name of a request header.");
        }
    }

    public string ValueOf(string token) => string.IsNullOrEmpty(Scheme) ? token : $"{Scheme} {token}";
}

/// <summary>Tokens of one issuer for one client: fresh ones, or the last one while it lives, if it may be used again. Safe for concurrent use.</summary>
internal sealed class TokenCache(JwtKitRuntime runtime, TokenIssuers issuers, string issuerName, TimeProvider timeProvider)
{
    private static readonly TimeSpan MaximumRest = TimeSpan.FromSeconds(30);

    private Kept? kept;

    public TokenPlatform Platform => issuers[issuerName].Platform;

    public async ValueTask<string> TakeAsync(CancellationToken cancellationToken)
    {
        Lease<LocalIssuer> issuer = (runtime.Issuers.Find(issuers[issuerName].Name) ?? throw Gone()).Enter() ?? throw Gone();
        try
        {
            DateTimeOffset now = timeProvider.GetUtcNow();
            if (Volatile.Read(ref kept) is { } last && last.IsOf(issuer) && last.From <= now && now < last.Until)
            {
                return last.Token;
            }

            string token = await issuer.Value.IssueAsync(identity: null, encrypt: false, cancellationToken).ConfigureAwait(false);
            if (!issuer.Value.UsesTokenId)
            {
                // Whole seconds, as the token says them.
                DateTimeOffset from = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
                TimeSpan lifetime = TimeSpan.FromSeconds(Math.Floor(issuer.Value.Lifetime.TotalSeconds));
                TimeSpan rest = lifetime / 5 < MaximumRest ? lifetime / 5 : MaximumRest;
                Volatile.Write(ref kept, new Kept(token, new WeakReference<Lease<LocalIssuer>>(issuer), from, from + lifetime - rest));
            }

            return token;
        }
        finally
        {
            issuer.Leave();
        }
    }

    private InvalidOperationException Gone() => new($"The issuer '{issuerName}' was taken out of the configuration.");

    /// <summary>A token with the issuer as it was: after a change of the configuration it is another, and the token is not used any more.</summary>
    private sealed record Kept(string Token, WeakReference<Lease<LocalIssuer>> Issuer, DateTimeOffset From, DateTimeOffset Until)
    {
        public bool IsOf(Lease<LocalIssuer> issuer) => Issuer.TryGetTarget(out Lease<LocalIssuer>? former) && ReferenceEquals(former, issuer);

        public override string ToString() => $"{nameof(Kept)} (until {Until:O})";
    }
}
