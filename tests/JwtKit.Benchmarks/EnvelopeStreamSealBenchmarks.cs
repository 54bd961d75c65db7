using System.Buffers.Binary;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Sealing a stream of 256 MiB in chunks of 64 KiB, against the cipher alone on chunks of that size.</summary>
public class EnvelopeStreamSealBenchmarks
{
    internal const int ChunkSize = 64 * 1024;
    internal const int Size = 256 * 1024 * 1024;

    private readonly byte[] chunk = new byte[ChunkSize];
    private readonly byte[] sealedChunk = new byte[ChunkSize];
    private readonly byte[] tag = new byte[16];
    private readonly AesGcm cipher = new(RandomNumberGenerator.GetBytes(32), 16);
    private readonly EncryptionKey sender = EncryptionKey.Direct(Secret.Generate(32));

    [Benchmark(Baseline = true)]
    public void Raw_cipher()
    {
        Span<byte> nonce = stackalloc byte[12];
        for (int i = 0; i < Size / ChunkSize; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(nonce[7..], i);
            cipher.Encrypt(nonce, chunk, sealedChunk, tag);
        }
    }

    [Benchmark]
    [Target(MaximumRatio = 1.25)]
    public Task JwtKit() => PayloadEnvelope.SealAsync(new PatternStream(Size), Stream.Null, sender, "exports/daily");
}
