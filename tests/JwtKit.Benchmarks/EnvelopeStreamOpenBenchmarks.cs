using System.Buffers.Binary;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Opening a stream of 256 MiB, against the cipher alone on the same bytes.</summary>
public class EnvelopeStreamOpenBenchmarks
{
    private const int ChunkSize = EnvelopeStreamSealBenchmarks.ChunkSize;
    private const int Size = EnvelopeStreamSealBenchmarks.Size;

    private readonly byte[] chunk = new byte[ChunkSize];
    private readonly AesGcm cipher = new(RandomNumberGenerator.GetBytes(32), 16);
    private readonly DecryptionKey receiver;
    private readonly byte[] envelope;
    private readonly byte[] rawChunks = new byte[Size / ChunkSize * (ChunkSize + 16)];

    public EnvelopeStreamOpenBenchmarks()
    {
        byte[] shared = RandomNumberGenerator.GetBytes(32);
        receiver = DecryptionKey.Direct(Secret.FromBytes(shared));
        using EncryptionKey sender = EncryptionKey.Direct(Secret.FromBytes(shared));
        using MemoryStream destination = new(Size + (Size / 2048));
        PayloadEnvelope.SealAsync(new PatternStream(Size), destination, sender, "exports/daily").GetAwaiter().GetResult();
        envelope = destination.ToArray();
        Span<byte> nonce = stackalloc byte[12];
        for (int i = 0; i < Size / ChunkSize; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(nonce[7..], i);
            Span<byte> place = rawChunks.AsSpan(i * (ChunkSize + 16), ChunkSize + 16);
            cipher.Encrypt(nonce, chunk, place[..ChunkSize], place[ChunkSize..]);
        }
    }

    [Benchmark(Baseline = true)]
    public void Raw_cipher()
    {
        Span<byte> nonce = stackalloc byte[12];
        for (int i = 0; i < Size / ChunkSize; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(nonce[7..], i);
            ReadOnlySpan<byte> place = rawChunks.AsSpan(i * (ChunkSize + 16), ChunkSize + 16);
            cipher.Decrypt(nonce, place[..ChunkSize], place[ChunkSize..], chunk);
        }
    }

    [Benchmark]
    [Target(MaximumRatio = 1.25)]
    public async Task JwtKit()
    {
        using MemoryStream source = new(envelope);
        if (!(await PayloadEnvelope.OpenAsync(source, Stream.Null, receiver, "exports/daily")).Succeeded)
        {
            throw new InvalidOperationException("The stream did not open; the figure would mean nothing.");
        }
    }
}
