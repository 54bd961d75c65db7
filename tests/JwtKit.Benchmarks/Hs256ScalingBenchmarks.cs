using System.Text;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Signing and validating under one HS256 key from two threads: what the second core adds, to JwtKit and to a floor that shares nothing between them.</summary>
public class Hs256ScalingBenchmarks
{
    private const int Count = 40_000;
    private const string SecretText = "demo-client-secret-0123456789-abcdefg=";

    private readonly SigningKey key = SigningKey.Hs256(Secret.FromText(SecretText));
    private readonly ThreadLocal<HmacToken> floor = new(static () => new HmacToken(Encoding.UTF8.GetBytes(SecretText)));
    private readonly JwtValidator validator;
    private readonly string token;

    public Hs256ScalingBenchmarks()
    {
        token = Jwt.Sign(KorePayload.Descriptor with { Lifetime = TimeSpan.FromHours(1) }, key);
        validator = new JwtValidator(new ValidationPolicy
        {
            Keys = [key.VerificationKey],
            Issuer = KorePayload.ClientId,
            Audience = KoreAi.Audience,
            Use = TokenUse.Reusable,
        });
    }

    [Params("sign", "validate", "floor")]
    public string Work { get; set; } = "sign";

    private Action Operation => Work switch
    {
        "sign" => () => Jwt.Sign(KorePayload.Descriptor, key),
        "validate" => () => _ = validator.ValidateAsync(token).Result.Succeeded,
        _ => () => floor.Value!.Make(),
    };

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public void One_thread() => TwoThreads.RunOnOne(Count, Operation);

    [Benchmark(OperationsPerInvoke = Count)]
    public void Two_threads() => TwoThreads.Run(Count, Operation);
}
