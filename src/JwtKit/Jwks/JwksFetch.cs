using System.Net;

namespace JwtKit;

/// <summary>One fetch from beginning to end, within its time: published keys that count, or why there are none. Never throws.</summary>
internal sealed class JwksFetch(JwksDownload download, SignatureAlgorithm[] algorithms, JwksResolverOptions options, TimeProvider timeProvider)
{
    /// <summary>The keys or a failure; neither where it was ended from outside.</summary>
    /// <param name="previous">The keys that are known from before.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    public async Task<(KnownKeys? Keys, JwksFailure? Failure)> RunAsync(KnownKeys? previous, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(options.Timeout, timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        (KnownKeys? Keys, JwksFailure? Failure) result = default;
        try
        {
            // The wait ends with the time even where a handler does not heed its token, so that later fetches are not held up.
            result = await GetAsync(previous, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Told below from what else the end of the time may have come out as.
        }

        return result.Keys is not null || !either.IsCancellationRequested ? result
            : cancellationToken.IsCancellationRequested ? default
            : (null, Failed(JwksFailure.TimedOut, $"The keys were not there within {options.Timeout}."));
    }

    private async Task<(KnownKeys? Keys, JwksFailure? Failure)> GetAsync(KnownKeys? previous, CancellationToken cancellationToken)
    {
        try
        {
            (byte[]? body, string? code, string? description) = await download.GetAsync(cancellationToken).ConfigureAwait(false);
            return code is null ? Read(body, previous) : (null, Failed(code, description!));
        }
        catch (Exception e)
        {
            // Whatever a handler throws; its text may hold an address or credentials.
            return (null, Failed(JwksFailure.Unreachable, $"The keys could not be fetched: {NameOf(e)}."));
        }
    }

    private (KnownKeys? Keys, JwksFailure? Failure) Read(ReadOnlySpan<byte> body, KnownKeys? previous)
    {
        if (!JwkSet.TryParse(body, out JwkSet? set, out JwkSetFault? fault, options.MaximumLength))
        {
            return (null, Failed(fault.Code, fault.Description));
        }

        List<VerificationKey> keys = JwkSetKeys.Choose(set, algorithms, algorithms.Length == 1 ? algorithms[0] : null, previous, out IReadOnlyList<SkippedJwk> skipped);
        return keys.Count == 0 ? (null, Unusable(skipped)) : (KnownKeysOf([.. keys], skipped, previous), null);
    }

    /// <summary>Those from before, where nothing has changed.</summary>
    private static KnownKeys KnownKeysOf(VerificationKey[] keys, IReadOnlyList<SkippedJwk> skipped, KnownKeys? previous) =>
        previous is not null
        && previous.Keys.AsSpan().SequenceEqual(keys, ReferenceEqualityComparer.Instance)
        && SkippedJwk.AreSame(previous.Skipped, skipped)
            ? previous
            : new KnownKeys(keys, skipped);

    private JwksFailure Unusable(IReadOnlyList<SkippedJwk> skipped)
    {
        string names = string.Join(" or ", algorithms.Select(static algorithm => algorithm.Name));
        string needed = algorithms.Length == 1 ? $"{names} or no \"alg\"" : $"an \"alg\" that is {names}";
        string description = $"None of the {skipped.Count} keys of the set can be used; an RSA key with {needed}, and for signatures, is needed.";
        return new JwksFailure(JwksFailure.NoUsableKey, skipped.Count == 0 ? description : $"{description} {SkippedJwk.Describe(skipped)}", timeProvider.GetUtcNow(), skipped);
    }

    private JwksFailure Failed(string code, string description) => new(code, description, timeProvider.GetUtcNow());

    private static string NameOf(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } e => e.HttpRequestError.ToString(),
        HttpIOException { HttpRequestError: not HttpRequestError.Unknown } e => e.HttpRequestError.ToString(),
        _ => exception.GetType().Name,
    };
}

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
