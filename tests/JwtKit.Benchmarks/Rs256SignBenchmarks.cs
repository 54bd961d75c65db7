using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwtKit.Benchmarks;

/// <summary>Building and signing a token under RS256 with a key of 2048 bits.</summary>
public class Rs256SignBenchmarks
{
    private readonly RSA rsa = RSA.Create(2048);
    private readonly SigningKey key;
    private readonly KorePayload payload = new();
    private readonly byte[] header = Encoding.ASCII.GetBytes(Base64Url.EncodeToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}"u8) + ".");
    private readonly byte[] token = new byte[1024];
    private readonly byte[] signature = new byte[256];
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials credentials;

    public Rs256SignBenchmarks()
    {
        key = SigningKey.Rs256(RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()));
        credentials = new SigningCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256);
    }

    [Benchmark]
    public int Raw_signature() => rsa.SignData(token.AsSpan(0, 330), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark(Baseline = true)]
    public string Floor()
    {
        header.CopyTo(token, 0);
        int length = header.Length + Base64Url.EncodeToUtf8(payload.Write(), token.AsSpan(header.Length));
        rsa.SignData(token.AsSpan(0, length), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        token[length++] = (byte)'.';
        length += Base64Url.EncodeToUtf8(signature, token.AsSpan(length));
        return Encoding.ASCII.GetString(token, 0, length);
    }

    [Benchmark]
    [Target(MaximumRatio = 1.02)]
    public string JwtKit() => Jwt.Sign(KorePayload.Descriptor, key);

    [Benchmark]
    public string IdentityModel() => handler.CreateToken(IdentityModelTokens.Describe(credentials));
}
