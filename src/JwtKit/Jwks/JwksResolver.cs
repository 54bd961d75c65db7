namespace JwtKit;

/// <summary>
/// The public keys that an issuer publishes as a JWK set, fetched at first use and kept up to date: <c>Keys = resolver</c> in a <see cref="ValidationPolicy"/>.
/// No token can name an address or bring a key; a token with a <c>kid</c> that is not known makes the set be fetched anew, once in 30 seconds at most.
/// </summary>
/// <remarks>
/// <para>Safe for concurrent use; keep one for the life of the application. A fetch is shared by all that wait for it, and the end of one wait does not end it.</para>
/// <para>
/// The last good set counts when a fetch fails, is refused as a set (<see cref="JwkSetFault"/>) or holds no key for the algorithms. A key that is taken out of
/// the set stops to count with the next fetch that works. A key counts if its <c>alg</c> is one of the algorithms, and its <c>use</c> and <c>key_ops</c>, where
/// it has them, are for verifying. A key without <c>alg</c> counts where one algorithm is given, and is left out where several are: nothing would say which one.
/// </para>
/// <para>
/// Where the keys have no <c>kid</c>, or new material comes under an old one, no token can be seen to need a newer set: such keys are only fetched by age.
/// </para>
/// </remarks>
public sealed class JwksResolver : VerificationKeys, IDisposable
{
    /// <summary>The time between the beginnings of two fetches, whether the first worked or not.</summary>
    internal static readonly TimeSpan MinimumInterval = TimeSpan.FromSeconds(30);

    private readonly SignatureAlgorithm[] algorithms;
    private readonly string host;
    private readonly JwksDownload download;
    private readonly JwksCache cache;
    private volatile bool isDisposed;

    /// <summary>Keys for one algorithm. Nothing is fetched yet.</summary>
    /// <param name="address">Absolute, with <c>https</c>, without user name and fragment.</param>
    /// <param name="algorithm">An RSA algorithm.</param>
    /// <param name="options">The defaults if null.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="ArgumentException">The address is not acceptable, the algorithm is symmetric, or an option is out of range.</exception>
    public JwksResolver(Uri address, SignatureAlgorithm algorithm, JwksResolverOptions? options = null, TimeProvider? timeProvider = null)
        : this(address, [algorithm ?? throw new ArgumentNullException(nameof(algorithm))], options, timeProvider)
    {
    }

    /// <summary>Keys for several algorithms, each of which must name its own (<c>alg</c>). Nothing is fetched yet.</summary>
    /// <param name="address">Absolute, with <c>https</c>, without user name and fragment.</param>
    /// <param name="algorithms">RSA algorithms, at least one.</param>
    /// <param name="options">The defaults if null.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="ArgumentException">The address is not acceptable, there is no algorithm or a symmetric one, or an option is out of range.</exception>
    public JwksResolver(Uri address, IReadOnlyCollection<SignatureAlgorithm> algorithms, JwksResolverOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new JwksResolverOptions();
        options.Check();
        host = JwksAddress.Check(address, options.AllowHttpOnLoopback).Host;
        this.algorithms = SignatureKeyRules.RequireAsymmetric(algorithms);
        timeProvider ??= TimeProvider.System;
        download = new JwksDownload(address, options);
        cache = new JwksCache(new JwksFetch(download, this.algorithms, options, timeProvider), options, timeProvider);
    }

    /// <summary>Why the last fetch brought nothing, for a health check; null where it worked, and before the first.</summary>
    public JwksFailure? LastFailure => cache.LastFailure;

    /// <summary>The keys of the set that counts now which are left out, each with its reason; also beside good ones, and empty before the first fetch.</summary>
    public IReadOnlyList<SkippedJwk> Skipped => cache.Keys?.Skipped ?? [];

    /// <inheritdoc />
    internal override IEnumerable<SignatureAlgorithm> Algorithms => algorithms;

    /// <inheritdoc />
    internal override string? Unavailable => cache.LastFailure?.ToString();

    /// <inheritdoc />
    internal override KnownKeys? Known => cache.Keys;

    /// <summary>
    /// Fetches the keys before the first token needs them, so that a wrong address shows when the application starts. Does nothing where there are keys, or
    /// where a fetch failed less than 30 seconds ago.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; the fetch goes on for others.</param>
    /// <returns>Whether there are keys; if not, <see cref="LastFailure"/> says why.</returns>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async Task<bool> PrefetchAsync(CancellationToken cancellationToken = default) => await LoadAsync(cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>
    /// Ends the fetch under way; validations that wait for it fail with <c>keys_unavailable</c>, later ones throw. Validations that have their keys go on: the
    /// keys are public, so nothing needs to be erased.
    /// </summary>
    public void Dispose()
    {
        isDisposed = true;
        cache.Dispose();
        download.Dispose();
    }

    /// <summary>The host that publishes the keys.</summary>
    public override string ToString() => $"JwksResolver ({host})";

    internal override ValueTask<KnownKeys?> LoadAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        KnownKeys? keys = cache.Keys;
        if (keys is not null && cache.IsFresh)
        {
            return new ValueTask<KnownKeys?>(keys);
        }

        cancellationToken.ThrowIfCancellationRequested();
        Task? fetch = cache.Fetch();

        // Where there is no fetch to wait for, one may have ended since the keys were looked at.
        return fetch is null ? new ValueTask<KnownKeys?>(cache.Keys)
            : keys is not null ? new ValueTask<KnownKeys?>(keys)
            : KeysAfterAsync(fetch, cancellationToken);
    }

    internal override ValueTask<KnownKeys> RefreshAsync(KnownKeys seen, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        KnownKeys? keys = cache.Keys;
        if (keys is not null && !ReferenceEquals(keys, seen))
        {
            return new ValueTask<KnownKeys>(keys);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return cache.Fetch() is { } fetch ? NewerAsync(fetch, seen, cancellationToken) : new ValueTask<KnownKeys>(cache.Keys ?? seen);
    }

    private async ValueTask<KnownKeys?> KeysAfterAsync(Task fetch, CancellationToken cancellationToken)
    {
        await fetch.WaitAsync(cancellationToken).ConfigureAwait(false);
        return cache.Keys;
    }

    private async ValueTask<KnownKeys> NewerAsync(Task fetch, KnownKeys seen, CancellationToken cancellationToken) =>
        await KeysAfterAsync(fetch, cancellationToken).ConfigureAwait(false) ?? seen;
}
