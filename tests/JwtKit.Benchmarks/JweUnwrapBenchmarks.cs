using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Opening a JWE that holds a signed token with an RSA key of 2048 bits, against the primitives alone: the RSA private operation and the cipher.</summary>
public class JweUnwrapBenchmarks
{
    private readonly RSA rsa = RSA.Create(2048);
    private readonly DecryptionKey key;
    private readonly string cbc;
    private readonly string gcm;
    private readonly byte[] wrapped;
    private readonly byte[] contentKey = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] vector = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] content = System.Text.Encoding.ASCII.GetBytes(new HmacToken(RandomNumberGenerator.GetBytes(32)).Make());
    private readonly byte[] cbcCiphertext;
    private readonly byte[] gcmCiphertext;
    private readonly byte[] tag = new byte[16];
    private readonly byte[] mac = new byte[32];
    private readonly byte[] opened = new byte[1024];

    public JweUnwrapBenchmarks()
    {
        key = DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()), "k-1");
        using RsaPrivateKey same = RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem());
        EncryptionKey platform = EncryptionKey.RsaOaep(same.GetPublicKey(), "k-1");
        cbc = Jwe.Encrypt(content, platform.Using(ContentEncryption.A128CbcHs256));
        gcm = Jwe.Encrypt(content, platform.Using(ContentEncryption.A256Gcm));
        wrapped = rsa.Encrypt(contentKey, RSAEncryptionPadding.OaepSHA1);
        using Aes aes = Aes.Create();
        aes.SetKey(contentKey.AsSpan(16));
        cbcCiphertext = aes.EncryptCbc(content, vector);
        gcmCiphertext = new byte[content.Length];
        using AesGcm cipher = new(contentKey, 16);
        cipher.Encrypt(vector.AsSpan(0, 12), content, gcmCiphertext, tag);
    }

    [Params("A128CBC-HS256", "A256GCM")]
    public string Content { get; set; } = "A256GCM";

    private bool IsCbc => Content == "A128CBC-HS256";

    [Benchmark(Baseline = true)]
    public int Raw_rsa_and_cipher()
    {
        Span<byte> unwrapped = stackalloc byte[256];
        int length = rsa.Decrypt(wrapped, unwrapped, RSAEncryptionPadding.OaepSHA1);
        ReadOnlySpan<byte> secret = unwrapped[..length];
        if (!IsCbc)
        {
            using AesGcm cipher = new(secret, 16);
            cipher.Decrypt(vector.AsSpan(0, 12), gcmCiphertext, tag, opened.AsSpan(0, gcmCiphertext.Length));
            return gcmCiphertext.Length;
        }

        HMACSHA256.HashData(secret[..16], cbcCiphertext, mac);
        using Aes aes = Aes.Create();
        aes.SetKey(secret[16..]);
        return aes.DecryptCbc(cbcCiphertext, vector, opened);
    }

    [Benchmark]
    [Target(MaximumRatio = 1.03)]
    public bool JwtKit() => Jwe.TryDecrypt(IsCbc ? cbc : gcm, key, out _);
}
