namespace JwtKit.Tests;

/// <summary>An issuer that publishes keys, and a validator that fetches them, under one clock.</summary>
internal sealed class FetchedKeysScene : IDisposable
{
    public const string Address = "https://id.example.com/.well-known/jwks.json";

    private static readonly JwtDescriptor Content = new() { Lifetime = TimeSpan.FromDays(30), Issuer = "cs-1", Audiences = ["orders-api"] };

    public FetchedKeysScene(
        TimeSpan? refreshInterval = null,
        TimeSpan? maximumAge = null,
        int maximumLength = JwkSet.DefaultMaximumLength,
        Action<JwksFailure>? onFailure = null,
        Action<IReadOnlyList<SkippedJwk>>? onSkipped = null,
        params SignatureAlgorithm[] algorithms)
    {
        JwksResolverOptions options = new()
        {
            Handler = Publisher,
            MaximumLength = maximumLength,
            RefreshInterval = refreshInterval ?? TimeSpan.FromHours(1),
            MaximumAge = maximumAge,
            OnFailure = onFailure,
            OnSkipped = onSkipped,
        };
        Resolver = new JwksResolver(new Uri(Address), algorithms is [] ? [SignatureAlgorithm.Rs256] : algorithms, options, Clock);
        Validator = new JwtValidator(SamplePolicy.Make(keys: Resolver), Clock);
    }

    public FixedTimeProvider Clock { get; } = new(SamplePolicy.Now);

    public FakePublisher Publisher { get; } = new();

    public JwksResolver Resolver { get; }

    public JwtValidator Validator { get; }

    /// <summary>A token that is good for 30 days but for its signature.</summary>
    public static string TokenOf(SigningKey key) => Jwt.Sign(Content, key, new FixedTimeProvider(SamplePolicy.Now));

    /// <summary>The code of a validation's failure, or <see cref="Verdict.Accepted"/>.</summary>
    public async Task<string> CodeOf(SigningKey key, CancellationToken cancellationToken = default) =>
        (await Validator.ValidateAsync(TokenOf(key), cancellationToken)).Failure?.Code ?? Verdict.Accepted;

    public void Dispose()
    {
        Resolver.Dispose();
        Publisher.Dispose();
    }
}
