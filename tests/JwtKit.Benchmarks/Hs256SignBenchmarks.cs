using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwtKit.Benchmarks;

/// <summary>Building and signing a token under HS256.</summary>
public class Hs256SignBenchmarks
{
    private const string SecretText = "demo-client-secret-0123456789-abcdefg=";

    private static readonly byte[] SecretBytes = Encoding.UTF8.GetBytes(SecretText);

    private readonly SigningKey key = SigningKey.Hs256(Secret.FromText(SecretText));
    private readonly HmacToken floor = new(SecretBytes);
    private readonly IncrementalHash mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, SecretBytes);
    private readonly byte[] input = RandomNumberGenerator.GetBytes(330);
    private readonly byte[] tag = new byte[32];
    private readonly ReusedBuffer destination = new(1024);
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials credentials = new(new SymmetricSecurityKey(SecretBytes), SecurityAlgorithms.HmacSha256);

    [Benchmark]
    public bool Raw_mac()
    {
        mac.AppendData(input);
        return mac.TryGetHashAndReset(tag, out _);
    }

    [Benchmark(Baseline = true)]
    public string Floor() => floor.Make();

    [Benchmark]
    [Target(MaximumRatio = 1.15, MaximumBytes = 800)]
    public string JwtKit_text() => Jwt.Sign(KorePayload.Descriptor, key);

    [Benchmark]
    [Target(MaximumRatio = 1.15, MaximumBytes = 0)]
    public void JwtKit_into_a_buffer()
    {
        destination.Reset();
        Jwt.Sign(KorePayload.Descriptor, key, destination);
    }

    /// <summary>With a descriptor for each token, as where each has another subject; the other rows sign the same one again and again.</summary>
    [Benchmark]
    public string JwtKit_text_and_its_descriptor() => Jwt.Sign(KoreAi.UserToken(KorePayload.ClientId, KorePayload.Subject), key);

    [Benchmark]
    public string IdentityModel_and_its_descriptor() => handler.CreateToken(IdentityModelTokens.Describe(credentials));
}
