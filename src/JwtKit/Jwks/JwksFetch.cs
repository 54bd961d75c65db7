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
