using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Where the time of validating under HS256 goes: its steps one by one.</summary>
/// <remarks>Alone in a loop a step is faster than among the others, which use the processor's caches and branch history in between; the sum is less than the whole.</remarks>
public class Hs256ValidateStepsBenchmarks
{
    private const string SecretText = "demo-client-secret-0123456789-abcdefg=";

    private readonly SigningKey key = SigningKey.Hs256(Secret.FromText(SecretText));
    private readonly ValidationPolicy policy;
    private readonly PreparedPolicy prepared;
    private readonly JwtValidator validator;
    private readonly string token;
    private readonly byte[] input;
    private readonly byte[] signature;
    private readonly byte[] claims;
    private readonly ReceivedClaims received;
    private readonly TokenScratch scratch = TokenScratch.Rent();

    public Hs256ValidateStepsBenchmarks()
    {
        token = Jwt.Sign(KorePayload.Descriptor with { Lifetime = TimeSpan.FromHours(1) }, key);
        policy = new ValidationPolicy { Keys = [key.VerificationKey], Issuer = KorePayload.ClientId, Audience = KoreAi.Audience, Use = TokenUse.Reusable };
        prepared = policy.Prepare();
        validator = new JwtValidator(policy);
        string[] parts = token.Split('.');
        input = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        claims = Base64Url.DecodeFromChars(parts[1]);
        signature = Base64Url.DecodeFromChars(parts[2]);
        ReceivedClaims.Read(claims, prepared.RequiredClaims, prepared.Rules, out received);
    }

    [Benchmark(Baseline = true)]
    public bool Whole() => validator.ValidateAsync(token).Result.Succeeded;

    [Benchmark]
    public bool Take_apart() => ParsedJws.Parse(token, 16 * 1024, scratch, key.VerificationKey.Header, others: null, out _) == ParseFailure.None;

    [Benchmark]
    public bool Take_apart_with_a_header_never_seen() => ParsedJws.Parse(token, 16 * 1024, scratch, usual: null, others: null, out _) == ParseFailure.None;

    [Benchmark]
    public bool Mac_and_comparison() => key.VerificationKey.Verify(input, signature);

    [Benchmark]
    public bool Comparison_in_fixed_time() => CryptographicOperations.FixedTimeEquals(signature, input.AsSpan(0, 32));

    [Benchmark]
    public object? Read_the_claims_strictly() => ReceivedClaims.Read(claims, prepared.RequiredClaims, prepared.Rules, out _);

    [Benchmark]
    public object? Clock_and_demands_on_the_claims() => ClaimChecks.FirstFailure(prepared, claims, in received, TimeProvider.System.GetUtcNow());

    [Benchmark]
    public ValidatedToken Token() => new(claims, in received, key.VerificationKey);
}
