using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwtKit.Benchmarks;

/// <summary>Parsing, verifying and validating a token under RS256 with a key of 2048 bits.</summary>
public class Rs256ValidateBenchmarks
{
    private readonly RSA rsa = RSA.Create(2048);
    private readonly RSA publicKey = RSA.Create();
    private readonly string token;
    private readonly JwtValidator validator;
    private readonly KoreClaims claims = new();
    private readonly byte[] text = new byte[1024];
    private readonly byte[] payload = new byte[1024];
    private readonly byte[] signature = new byte[256];
    private readonly byte[] header = Encoding.ASCII.GetBytes(Base64Url.EncodeToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}"u8));
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters parameters;

    public Rs256ValidateBenchmarks()
    {
        SigningKey key = SigningKey.Rs256(RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()));
        publicKey.ImportParameters(rsa.ExportParameters(includePrivateParameters: false));
        token = Jwt.Sign(KorePayload.Descriptor with { Lifetime = TimeSpan.FromHours(1) }, key);
        validator = new JwtValidator(new ValidationPolicy
        {
            Keys = [key.VerificationKey],
            Issuer = KorePayload.ClientId,
            Audience = KoreAi.Audience,
            Use = TokenUse.Reusable,
        });
        parameters = new TokenValidationParameters
        {
            ValidIssuer = KorePayload.ClientId,
            ValidAudience = KoreAi.Audience,
            IssuerSigningKey = new RsaSecurityKey(publicKey),
        };
    }

    [GlobalSetup(Target = nameof(Raw_verification))]
    public void Sign() => rsa.SignData(text.AsSpan(0, 330), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark]
    public bool Raw_verification() => publicKey.VerifyData(text.AsSpan(0, 330), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark(Baseline = true)]
    public string Floor()
    {
        int length = Encoding.ASCII.GetBytes(token, text);
        int last = text.AsSpan(0, length).LastIndexOf((byte)'.');
        Base64Url.DecodeFromUtf8(text.AsSpan(last + 1, length - last - 1), signature, out _, out _);
        if (!publicKey.VerifyData(text.AsSpan(0, last), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) || !text.AsSpan().StartsWith(header))
        {
            throw new CryptographicException("The token of the floor is wrong.");
        }

        Base64Url.DecodeFromUtf8(text.AsSpan(header.Length + 1, last - header.Length - 1), payload, out _, out int size);
        return claims.Read(payload.AsSpan(0, size));
    }

    [Benchmark]
    [Target("<= 1.03 x floor")]
    public bool JwtKit() => validator.ValidateAsync(token).Result.Succeeded;

    [Benchmark]
    public bool IdentityModel() => handler.ValidateTokenAsync(token, parameters).Result.IsValid;
}
