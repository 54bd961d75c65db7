using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Encrypting a signed token for an RSA key of 2048 bits by RSA-OAEP: the JWE alone, its content made beforehand.</summary>
public class JweWrapBenchmarks
{
    private const int VectorLength = 16;

    private readonly RSA rsa = RSA.Create();
    private readonly EncryptionTarget cbc;
    private readonly EncryptionTarget gcm;
    private readonly byte[] content = Encoding.ASCII.GetBytes(new HmacToken(RandomNumberGenerator.GetBytes(32)).Make());
    private readonly byte[] cbcHeader;
    private readonly byte[] gcmHeader;
    private readonly byte[] random = new byte[48];
    private readonly byte[] wrapped = new byte[256];
    private readonly byte[] scratch = new byte[2048];
    private readonly byte[] token = new byte[4096];
    private int written;

    public JweWrapBenchmarks()
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        rsa.ImportFromPem(key.GetPublicKey().ExportPem());
        EncryptionKey platform = EncryptionKey.RsaOaep(key.GetPublicKey(), "k-1");
        cbc = platform.Using(ContentEncryption.A128CbcHs256);
        gcm = platform.Using(ContentEncryption.A256Gcm);
        cbcHeader = HeaderOf(Jwe.Encrypt("x"u8, cbc));
        gcmHeader = HeaderOf(Jwe.Encrypt("x"u8, gcm));
    }

    [Params("A128CBC-HS256", "A256GCM")]
    public string Content { get; set; } = "A256GCM";

    private bool IsCbc => Content == cbc.Content.Name;

    [Benchmark]
    public int Raw_key_wrap() => rsa.Encrypt(random.AsSpan(0, 32), wrapped, RSAEncryptionPadding.OaepSHA1);

    [Benchmark(Baseline = true)]
    public string Floor() => IsCbc ? WrapCbc() : WrapGcm();

    [Benchmark]
    [Target(MaximumRatio = 1.03)]
    public string JwtKit() => Jwe.Encrypt(content, IsCbc ? cbc : gcm);

    private string WrapCbc()
    {
        RandomNumberGenerator.Fill(random);
        ReadOnlySpan<byte> vector = random.AsSpan(32, VectorLength);
        rsa.Encrypt(random.AsSpan(0, 32), wrapped, RSAEncryptionPadding.OaepSHA1);
        Span<byte> input = scratch;
        cbcHeader.CopyTo(input);
        vector.CopyTo(input[cbcHeader.Length..]);
        using Aes aes = Aes.Create();
        aes.SetKey(random.AsSpan(16, 16));
        int from = cbcHeader.Length + VectorLength;
        int length = aes.EncryptCbc(content, vector, input[from..]);
        BinaryPrimitives.WriteUInt64BigEndian(input[(from + length)..], (ulong)cbcHeader.Length * 8);
        Span<byte> tag = stackalloc byte[32];
        HMACSHA256.HashData(random.AsSpan(0, 16), input[..(from + length + 8)], tag);
        written = 0;
        Add(cbcHeader, isEncoded: true);
        Add(wrapped);
        Add(vector);
        Add(input.Slice(from, length));
        Add(tag[..16]);
        return Encoding.ASCII.GetString(token, 0, written - 1);
    }

    private string WrapGcm()
    {
        Span<byte> keyAndVector = random.AsSpan(0, 44);
        RandomNumberGenerator.Fill(keyAndVector);
        rsa.Encrypt(keyAndVector[..32], wrapped, RSAEncryptionPadding.OaepSHA1);
        Span<byte> tag = stackalloc byte[16];
        using AesGcm cipher = new(keyAndVector[..32], 16);
        cipher.Encrypt(keyAndVector[32..], content, scratch.AsSpan(0, content.Length), tag, gcmHeader);
        written = 0;
        Add(gcmHeader, isEncoded: true);
        Add(wrapped);
        Add(keyAndVector[32..]);
        Add(scratch.AsSpan(0, content.Length));
        Add(tag);
        return Encoding.ASCII.GetString(token, 0, written - 1);
    }

    private static byte[] HeaderOf(string jwe) => Encoding.ASCII.GetBytes(jwe[..jwe.IndexOf('.', StringComparison.Ordinal)]);

    private void Add(ReadOnlySpan<byte> part, bool isEncoded = false)
    {
        if (isEncoded)
        {
            part.CopyTo(token.AsSpan(written));
            written += part.Length;
        }
        else
        {
            written += Base64Url.EncodeToUtf8(part, token.AsSpan(written));
        }

        token[written++] = (byte)'.';
    }
}
