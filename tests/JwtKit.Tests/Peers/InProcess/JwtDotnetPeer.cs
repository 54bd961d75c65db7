using JWT;
using JWT.Algorithms;
using JWT.Serializers;

namespace JwtKit.Tests.Peers;

/// <summary>jwt-dotnet.</summary>
internal sealed class JwtDotnetPeer : LibraryPeer
{
    public override string Name => "jwt-dotnet";

    public override string Sign(string algorithm, string json, string keyId) =>
        new JwtEncoder(AlgorithmOf(algorithm), new VerbatimSerializer(), new JwtBase64UrlEncoder())
            .Encode(new Dictionary<string, object> { ["kid"] = keyId }, json, PeerKeys.Secret);

    public override string Verify(string algorithm, string token)
    {
        JsonNetSerializer serializer = new();
        JwtDecoder decoder = new(serializer, new JWT.JwtValidator(serializer, new FixedDateTimeProvider()), new JwtBase64UrlEncoder(), AlgorithmOf(algorithm));
        return decoder.Decode(new JwtParts(token), PeerKeys.Secret, verify: true);
    }

    public override string Encrypt(string keyManagement, string content, string token, string keyId) => throw new NotSupportedException("jwt-dotnet does not encrypt.");

    public override string Decrypt(string keyManagement, string content, string jwe) => throw new NotSupportedException("jwt-dotnet does not decrypt.");

    private static IJwtAlgorithm AlgorithmOf(string name) => name switch
    {
        "HS256" => new HMACSHA256Algorithm(),
        "HS384" => new HMACSHA384Algorithm(),
        "HS512" => new HMACSHA512Algorithm(),
        "RS256" => new RS256Algorithm(PeerKeys.Rsa, PeerKeys.Rsa),
        _ => throw new NotSupportedException($"jwt-dotnet has no {name}."),
    };

    /// <summary>Writes text as it is, so that the claims are exactly those of the test.</summary>
    private sealed class VerbatimSerializer : IJsonSerializer
    {
        private readonly JsonNetSerializer serializer = new();

        public string Serialize(object obj) => obj as string ?? serializer.Serialize(obj);

        public T Deserialize<T>(string json) => serializer.Deserialize<T>(json);
    }

    private sealed class FixedDateTimeProvider : IDateTimeProvider
    {
        public DateTimeOffset GetNow() => SamplePolicy.Now;
    }
}
