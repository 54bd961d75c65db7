using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Signing under one RS256 key from two threads: what the second core adds.</summary>
public class Rs256ScalingBenchmarks
{
    private const int Count = 400;

    private readonly SigningKey key = SigningKey.Rs256(RsaPrivateKey.FromPem(RSA.Create(2048).ExportPkcs8PrivateKeyPem()));

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public void One_thread() => TwoThreads.RunOnOne(Count, Sign);

    [Benchmark(OperationsPerInvoke = Count)]
    [Target(MinimumSpeedup = 1.9)]
    public void Two_threads() => TwoThreads.Run(Count, Sign);

    private void Sign() => Jwt.Sign(KorePayload.Descriptor, key);
}
