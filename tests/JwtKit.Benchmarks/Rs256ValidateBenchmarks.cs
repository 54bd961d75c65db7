using System.Security.Cryptography;
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
    private readonly LeastReading floor = new("RS256", 256);
    private readonly byte[] input = RandomNumberGenerator.GetBytes(330);
    private readonly byte[] signature;
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters parameters;

    public Rs256ValidateBenchmarks()
    {
        SigningKey key = SigningKey.Rs256(RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()));
        publicKey.ImportParameters(rsa.ExportParameters(includePrivateParameters: false));
        signature = rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
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

    [Benchmark]
    public bool Raw_verification() => publicKey.VerifyData(input, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark(Baseline = true)]
    public byte[] Floor()
    {
        floor.TakeApart(token);
        return floor.Accept(publicKey.VerifyData(floor.SigningInput, floor.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Benchmark]
    [Target(MaximumRatio = 1.03, MaximumBytes = 400)]
    public bool JwtKit() => validator.ValidateAsync(token).Result.Succeeded;

    [Benchmark]
    public bool IdentityModel() => handler.ValidateTokenAsync(token, parameters).Result.IsValid;
}
