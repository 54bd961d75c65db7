using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwtKit.Benchmarks;

/// <summary>Parsing, verifying and validating a token under HS256.</summary>
public class Hs256ValidateBenchmarks
{
    private const string SecretText = "demo-client-secret-0123456789-abcdefg=";

    private static readonly byte[] SecretBytes = Encoding.UTF8.GetBytes(SecretText);

    private readonly string token;
    private readonly JwtValidator validator;
    private readonly IncrementalHash mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, SecretBytes);
    private readonly byte[] input = RandomNumberGenerator.GetBytes(330);
    private readonly LeastReading floor = new("HS256", 32);
    private readonly byte[] tag = new byte[32];
    private readonly byte[] header;
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters parameters = new()
    {
        ValidIssuer = KorePayload.ClientId,
        ValidAudience = KoreAi.Audience,
        IssuerSigningKey = new SymmetricSecurityKey(SecretBytes),
    };

    public Hs256ValidateBenchmarks()
    {
        SigningKey key = SigningKey.Hs256(Secret.FromText(SecretText));
        token = Jwt.Sign(KorePayload.Descriptor with { Lifetime = TimeSpan.FromHours(1) }, key);
        header = Encoding.ASCII.GetBytes(token[..token.IndexOf('.', StringComparison.Ordinal)]);
        validator = new JwtValidator(new ValidationPolicy
        {
            Keys = [key.VerificationKey],
            Issuer = KorePayload.ClientId,
            Audience = KoreAi.Audience,
            Use = TokenUse.Reusable,
        });
    }

    [Benchmark]
    public bool Raw_mac()
    {
        mac.AppendData(input);
        return mac.TryGetHashAndReset(tag, out _);
    }

    [Benchmark(Baseline = true)]
    public byte[] Floor()
    {
        floor.TakeApart(token);
        mac.AppendData(floor.SigningInput);
        Span<byte> computed = stackalloc byte[32];
        mac.GetHashAndReset(computed);
        return floor.Accept(CryptographicOperations.FixedTimeEquals(computed, floor.Signature));
    }

    [Benchmark]
    public byte[] Floor_that_knows_the_header()
    {
        floor.TakeApart(token);
        mac.AppendData(floor.SigningInput);
        Span<byte> computed = stackalloc byte[32];
        mac.GetHashAndReset(computed);
        return floor.Accept(CryptographicOperations.FixedTimeEquals(computed, floor.Signature), header);
    }

    [Benchmark]
    [Target(MaximumRatio = 1.2, MaximumBytes = 400)]
    public bool JwtKit() => validator.ValidateAsync(token).Result.Succeeded;

    [Benchmark]
    public bool IdentityModel() => handler.ValidateTokenAsync(token, parameters).Result.IsValid;
}
