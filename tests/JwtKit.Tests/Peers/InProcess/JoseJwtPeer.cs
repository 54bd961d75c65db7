using Jose;

namespace JwtKit.Tests.Peers;

/// <summary>jose-jwt.</summary>
internal sealed class JoseJwtPeer : LibraryPeer
{
    private static readonly Dictionary<string, JweAlgorithm> KeyManagements = new(StringComparer.Ordinal)
    {
        ["RSA-OAEP"] = JweAlgorithm.RSA_OAEP,
        ["RSA-OAEP-256"] = JweAlgorithm.RSA_OAEP_256,
        ["RSA1_5"] = JweAlgorithm.RSA1_5,
        ["dir"] = JweAlgorithm.DIR,
    };

    private static readonly Dictionary<string, JweEncryption> Contents = new(StringComparer.Ordinal)
    {
        ["A128CBC-HS256"] = JweEncryption.A128CBC_HS256,
        ["A192CBC-HS384"] = JweEncryption.A192CBC_HS384,
        ["A256CBC-HS512"] = JweEncryption.A256CBC_HS512,
        ["A128GCM"] = JweEncryption.A128GCM,
        ["A192GCM"] = JweEncryption.A192GCM,
        ["A256GCM"] = JweEncryption.A256GCM,
    };

    public override string Name => "jose-jwt";

    public override string Sign(string algorithm, string json, string keyId) =>
        Jose.JWT.Encode(json, KeyFor(algorithm), Enum.Parse<JwsAlgorithm>(algorithm), new Dictionary<string, object> { ["typ"] = "JWT", ["kid"] = keyId });

    public override string Verify(string algorithm, string token) => Jose.JWT.Decode(token, KeyFor(algorithm), Enum.Parse<JwsAlgorithm>(algorithm));

    public override string Encrypt(string keyManagement, string content, string token, string keyId) => Jose.JWT.Encode(
        token,
        KeyFor(keyManagement, content),
        KeyManagements[keyManagement],
        Contents[content],
        extraHeaders: new Dictionary<string, object> { ["cty"] = "JWT", ["kid"] = keyId });

    public override string Decrypt(string keyManagement, string content, string jwe) =>
        Jose.JWT.Decode(jwe, KeyFor(keyManagement, content), KeyManagements[keyManagement], Contents[content]);

    private static object KeyFor(string algorithm) => algorithm.StartsWith("HS", StringComparison.Ordinal) ? PeerKeys.Secret : PeerKeys.Rsa;

    private static object KeyFor(string keyManagement, string content) => keyManagement == "dir" ? PeerKeys.Direct(content) : PeerKeys.Rsa;
}
