using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Validating tokens under HS256 that name their key, among 10,000 keys.</summary>
public class KeyLookUpBenchmarks
{
    private const int Count = 10_000;

    private readonly string[] tokens = new string[Count];
    private readonly JwtValidator one;
    private readonly JwtValidator many;
    private readonly JwtValidator source;
    private readonly JwtValidator sourceOfOne;
    private readonly Random random = new(17);

    public KeyLookUpBenchmarks()
    {
        VerificationKey[] keys = new VerificationKey[Count];
        for (int i = 0; i < Count; i++)
        {
            SigningKey key = SigningKey.Hs256(Secret.Generate(), $"2026-{i:00000}");
            tokens[i] = Jwt.Sign(KorePayload.Descriptor with { Lifetime = TimeSpan.FromHours(1) }, key);
            keys[i] = key.VerificationKey;
        }

        one = new JwtValidator(Policy([keys[Count / 2]]));
        many = new JwtValidator(Policy(VerificationKeys.From(keys)));
        sourceOfOne = new JwtValidator(new Source(Policy([keys[Count / 2]])));
        source = new JwtValidator(new Source(Policy(VerificationKeys.From(keys))));
    }

    [Benchmark(Baseline = true)]
    public bool One_key() => one.ValidateAsync(tokens[Count / 2]).Result.Succeeded;

    [Benchmark]
    [Target(MaximumRatio = 1.1, MaximumBytes = 400)]
    public bool One_of_10000_keys() => many.ValidateAsync(tokens[Count / 2]).Result.Succeeded;

    [Benchmark]
    public bool Any_of_10000_keys() => many.ValidateAsync(tokens[random.Next(Count)]).Result.Succeeded;

    [Benchmark]
    public bool Policy_source_with_one_key() => sourceOfOne.ValidateAsync(tokens[Count / 2]).AsTask().Result.Succeeded;

    [Benchmark]
    public bool Policy_source_with_10000_keys() => source.ValidateAsync(tokens[Count / 2]).AsTask().Result.Succeeded;

    private static ValidationPolicy Policy(VerificationKeys keys) => new()
    {
        Keys = keys,
        Issuer = KorePayload.ClientId,
        Audience = KoreAi.Audience,
        Use = TokenUse.Reusable,
    };

    private sealed class Source(ValidationPolicy policy) : IPolicySource
    {
        public ValueTask<ValidationPolicy?> FindAsync(TokenHint hint, CancellationToken cancellationToken) => new(policy);
    }
}
