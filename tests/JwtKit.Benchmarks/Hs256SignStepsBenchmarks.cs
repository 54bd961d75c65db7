using System.Text;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Where the time of signing under HS256 goes: its steps one by one.</summary>
/// <remarks>Alone in a loop a step is faster than among the others, which use the processor's caches and branch history in between; the sum is less than the whole.</remarks>
public class Hs256SignStepsBenchmarks
{
    private const string SecretText = "demo-client-secret-0123456789-abcdefg=";

    private readonly SigningKey key = SigningKey.Hs256(Secret.FromText(SecretText));
    private readonly byte[] signature = new byte[32];
    private readonly byte[] token;
    private readonly byte[] input;

    public Hs256SignStepsBenchmarks()
    {
        token = Encoding.ASCII.GetBytes(Jwt.Sign(KorePayload.Descriptor, key));
        input = token[..token.LastIndexOf((byte)'.')];
    }

    [Benchmark(Baseline = true)]
    public string Whole() => Jwt.Sign(KorePayload.Descriptor, key);

    [Benchmark]
    public long Clock() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    [Benchmark]
    public void Clock_and_rules_of_the_platform()
    {
        JwtDescriptor descriptor = KorePayload.Descriptor;
        descriptor.Rules!.Check(descriptor, key.Algorithm, target: null, TokenTimes.Of(descriptor, TimeProvider.System));
    }

    [Benchmark]
    public void Token_id()
    {
        Span<byte> id = stackalloc byte[RandomTokenId.Length];
        RandomTokenId.Write(id);
    }

    [Benchmark]
    public void Claims_with_all_of_the_above_and_the_erasing()
    {
        TokenScratch scratch = TokenScratch.Rent();
        PayloadWriter.Write(KorePayload.Descriptor, key.Algorithm, target: null, TimeProvider.System, scratch);
        scratch.EraseAndReturn();
    }

    [Benchmark]
    public void Mac() => key.Sign(input, signature);

    [Benchmark]
    public string Text() => Encoding.Latin1.GetString(token);
}
