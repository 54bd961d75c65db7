using System.Buffers.Text;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Sealing a payload for an RSA key of 2048 bits, into a buffer that is used again.</summary>
public class EnvelopeSealBenchmarks
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] vector = new byte[12];
    private readonly byte[] tag = new byte[16];
    private readonly byte[] wrapped = new byte[256];
    private readonly RSA rsa = RSA.Create(2048);
    private readonly EncryptionKey receiver;
    private byte[] payload = [];
    private byte[] ciphertext = [];
    private byte[] header = [];
    private ReusedBuffer destination = new(0);

    public EnvelopeSealBenchmarks()
    {
        using RsaPrivateKey imported = RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem());
        receiver = EncryptionKey.RsaOaep256(imported.GetPublicKey(), "k-1");
    }

    [Params(64 * 1024, 1024 * 1024, 16 * 1024 * 1024)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        payload = RandomNumberGenerator.GetBytes(Size);
        ciphertext = new byte[Size];
        destination = new ReusedBuffer(Base64Url.GetEncodedLength(Size) + 4096);
        PayloadEnvelope.Seal("x"u8, receiver, "orders/export", destination, EnvelopeFormat.JweCompact);
        header = destination.Written[..destination.Written.IndexOf((byte)'.')].ToArray();
    }

    [Benchmark]
    public void Raw_cipher()
    {
        using AesGcm cipher = new(key, 16);
        cipher.Encrypt(vector, payload, ciphertext, tag);
    }

    [Benchmark(Baseline = true)]
    public void Floor()
    {
        RandomNumberGenerator.Fill(key);
        RandomNumberGenerator.Fill(vector);
        rsa.Encrypt(key, wrapped, RSAEncryptionPadding.OaepSHA256);
        using AesGcm cipher = new(key, 16);
        cipher.Encrypt(vector, payload, ciphertext, tag, header);
        destination.Reset();
        Write(header, isEncoded: true);
        Write(wrapped);
        Write(vector);
        Write(ciphertext);
        Write(tag);
    }

    [Benchmark]
    [Target(MaximumRatio = 1.05)]
    public void JwtKit_compact()
    {
        destination.Reset();
        PayloadEnvelope.Seal(payload, receiver, "orders/export", destination, EnvelopeFormat.JweCompact);
    }

    [Benchmark]
    [Target(MaximumRatio = 1.05)]
    public void JwtKit_json()
    {
        destination.Reset();
        PayloadEnvelope.Seal(payload, receiver, "orders/export", destination);
    }

    private void Write(ReadOnlySpan<byte> part, bool isEncoded = false)
    {
        Span<byte> place = destination.GetSpan();
        int length = part.Length;
        if (isEncoded)
        {
            part.CopyTo(place);
        }
        else
        {
            length = Base64Url.EncodeToUtf8(part, place);
        }

        place[length] = (byte)'.';
        destination.Advance(length + 1);
    }
}
