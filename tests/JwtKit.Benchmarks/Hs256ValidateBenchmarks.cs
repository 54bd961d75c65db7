using System.Buffers.Text;
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
    private readonly byte[] text = new byte[1024];
    private readonly byte[] payload = new byte[1024];
    private readonly byte[] header = Encoding.ASCII.GetBytes(Base64Url.EncodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8));
    private readonly KoreClaims claims = new();
    private readonly byte[] tag = new byte[32];
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
        mac.AppendData(text.AsSpan(0, 330));
        return mac.TryGetHashAndReset(tag, out _);
    }

    /// <summary>The claims are read with the platform's reader, and issuer, audience and times compared.</summary>
    [Benchmark(Baseline = true)]
    public string Floor()
    {
        int length = Encoding.ASCII.GetBytes(token, text);
        int last = text.AsSpan(0, length).LastIndexOf((byte)'.');
        mac.AppendData(text.AsSpan(0, last));
        Span<byte> computed = stackalloc byte[32];
        mac.GetHashAndReset(computed);
        Base64Url.DecodeFromUtf8(text.AsSpan(last + 1, length - last - 1), tag, out _, out _);
        if (!CryptographicOperations.FixedTimeEquals(computed, tag) || !text.AsSpan().StartsWith(header))
        {
            throw new CryptographicException("The token of the floor is wrong.");
        }

        Base64Url.DecodeFromUtf8(text.AsSpan(header.Length + 1, last - header.Length - 1), payload, out _, out int size);
        return claims.Read(payload.AsSpan(0, size));
    }

    [Benchmark]
    [Target("<= 1.2 x floor, <= 400 B")]
    public bool JwtKit() => validator.ValidateAsync(token).Result.Succeeded;

    [Benchmark]
    public bool IdentityModel() => handler.ValidateTokenAsync(token, parameters).Result.IsValid;
}
