using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Validating tokens under RS256 among 100 keys, as many as a set may have: one that names its key, and one that names none and is not of the first 16.</summary>
public class KeySetLookUpBenchmarks
{
    private readonly string token;
    private readonly string unnamed;
    private readonly JwtValidator one;
    private readonly JwtValidator many;
    private readonly JwtSetFinder finder;

    public KeySetLookUpBenchmarks()
    {
        using RSA rsa = RSA.Create(2048);
        SigningKey key = SigningKey.Rs256(RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()), "key-50");
        SigningKey bare = SigningKey.Rs256(RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()));
        using RSA otherRsa = RSA.Create(2048);
        RsaPublicKey other = RsaPublicKey.FromPem(otherRsa.ExportSubjectPublicKeyInfoPem());
        VerificationKey[] keys = [.. Enumerable.Range(0, JwkSet.MaximumKeys).Select(i => i == 50 ? key.VerificationKey : VerificationKey.Rs256(other, $"key-{i}"))];
        JwtDescriptor content = KorePayload.Descriptor with { Lifetime = TimeSpan.FromHours(1) };
        token = Jwt.Sign(content, key);
        unnamed = Jwt.Sign(content, bare);
        one = new JwtValidator(Policy([key.VerificationKey]));
        many = new JwtValidator(Policy(VerificationKeys.From(keys)));
        finder = new JwtSetFinder(keys);
    }

    [Benchmark(Baseline = true)]
    public bool One_key() => one.ValidateAsync(token).Result.Succeeded;

    [Benchmark]
    [Target(MaximumRatio = 1.1, MaximumBytes = 400)]
    public bool One_of_100_keys() => many.ValidateAsync(token).Result.Succeeded;

    [Benchmark]
    public string Sixteen_tries_without_kid() => many.ValidateAsync(unnamed).Result.Failure!.Code;

    [Benchmark]
    public Jwk? Jwk_set_find() => finder.Find();

    private static ValidationPolicy Policy(VerificationKeys keys) => new()
    {
        Keys = keys,
        Issuer = KorePayload.ClientId,
        Audience = KoreAi.Audience,
        Use = TokenUse.Reusable,
    };

    private sealed class JwtSetFinder(VerificationKey[] keys)
    {
        private readonly JwkSet set = new(keys.Select(static key => key.PublicJwk!));

        public Jwk? Find() => set.Find("key-50");
    }
}
