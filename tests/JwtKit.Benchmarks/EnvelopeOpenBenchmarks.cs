using System.Buffers.Text;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Opening an envelope into the caller's buffer.</summary>
public class EnvelopeOpenBenchmarks
{
    private readonly byte[] key = new byte[32];
    private readonly RSA rsa = RSA.Create(2048);
    private readonly DecryptionKey receiver;
    private readonly EnvelopeKeys keys;
    private byte[] compact = [];
    private byte[] json = [];
    private byte[] room = [];
    private byte[] ciphertext = [];

    public EnvelopeOpenBenchmarks()
    {
        receiver = DecryptionKey.RsaOaep256(RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()), "k-1");
        keys = receiver;
    }

    [Params(64 * 1024, 1024 * 1024, 16 * 1024 * 1024)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Seal()
    {
        using RsaPrivateKey imported = RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem());
        using EncryptionKey sender = EncryptionKey.RsaOaep256(imported.GetPublicKey(), "k-1");
        ReusedBuffer destination = new(Base64Url.GetEncodedLength(Size) + 4096);
        byte[] payload = RandomNumberGenerator.GetBytes(Size);
        PayloadEnvelope.Seal(payload, sender, "orders/export", destination, EnvelopeFormat.JweCompact);
        compact = destination.Written.ToArray();
        destination.Reset();
        PayloadEnvelope.Seal(payload, sender, "orders/export", destination);
        json = destination.Written.ToArray();
        room = new byte[Size + 64];
        ciphertext = new byte[Size];
    }

    [Benchmark(Baseline = true)]
    public void Floor()
    {
        Span<Range> parts = stackalloc Range[6];
        ReadOnlySpan<byte> text = compact;
        int count = 0;
        foreach (Range part in text.Split((byte)'.'))
        {
            parts[count++] = part;
        }

        byte[] wrapped = Base64Url.DecodeFromUtf8(text[parts[1]]);
        byte[] vector = Base64Url.DecodeFromUtf8(text[parts[2]]);
        byte[] tag = Base64Url.DecodeFromUtf8(text[parts[4]]);
        Base64Url.DecodeFromUtf8(text[parts[3]], ciphertext);
        rsa.Decrypt(wrapped, key, RSAEncryptionPadding.OaepSHA256);
        using AesGcm cipher = new(key, 16);
        cipher.Decrypt(vector, ciphertext, tag, room.AsSpan(0, Size), text[parts[0]]);
    }

    [Benchmark]
    [Target(MaximumRatio = 1.05)]
    public void JwtKit_compact() => Require(PayloadEnvelope.TryOpen(compact, keys, "orders/export", room, out _, EnvelopeFormat.JweCompact));

    [Benchmark]
    [Target(MaximumRatio = 1.05)]
    public void JwtKit_json() => Require(PayloadEnvelope.TryOpen(json, keys, "orders/export", room, out _));

    private static void Require(bool isOpened)
    {
        if (!isOpened)
        {
            throw new InvalidOperationException("The envelope did not open; the figure would mean nothing.");
        }
    }
}
