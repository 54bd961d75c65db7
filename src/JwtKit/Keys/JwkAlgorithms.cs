using System.Collections.Frozen;

namespace JwtKit;

/// <summary>Which kind of key and which use each <c>alg</c> of a JWK stands for. Names only: what an algorithm does is known to its own table.</summary>
internal static class JwkAlgorithms
{
    public const string Signature = "sig";
    public const string Encryption = "enc";

    private static readonly FrozenDictionary<string, (string KeyType, string Use)> Known = new Dictionary<string, (string KeyType, string Use)>
    {
        ["RS256"] = (Jwk.Rsa, Signature),
        ["RS384"] = (Jwk.Rsa, Signature),
        ["RS512"] = (Jwk.Rsa, Signature),
        ["RSA-OAEP"] = (Jwk.Rsa, Encryption),
        ["RSA-OAEP-256"] = (Jwk.Rsa, Encryption),
        ["RSA1_5"] = (Jwk.Rsa, Encryption),
        ["HS256"] = (Jwk.Octets, Signature),
        ["HS384"] = (Jwk.Octets, Signature),
        ["HS512"] = (Jwk.Octets, Signature),
        ["dir"] = (Jwk.Octets, Encryption),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsKnown(string name) => Known.ContainsKey(name);

    public static bool Serves(string name, string keyType) => Known.TryGetValue(name, out (string KeyType, string Use) known) && known.KeyType == keyType;

    public static string? UseOf(string name) => Known.TryGetValue(name, out (string KeyType, string Use) known) ? known.Use : null;
}
