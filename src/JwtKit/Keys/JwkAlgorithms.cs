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

    /// <summary>
    /// The values of <c>alg</c> that are registered (IANA, JSON Web Signature and Encryption Algorithms), also those that JwtKit does not have: such a name of a
    /// key of others can be shown, anything else in its place may be what was put there by mistake.
    /// </summary>
    private static readonly FrozenSet<string> Registered = FrozenSet.ToFrozenSet(
        [
            .. Known.Keys,
            "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "ES256K", "EdDSA", "Ed25519", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87",
            "RSA-OAEP-384", "RSA-OAEP-512", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW", "A128KW", "A192KW", "A256KW",
            "A128GCMKW", "A192GCMKW", "A256GCMKW", "A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512",
        ],
        StringComparer.Ordinal);

    public static bool IsRegistered(string? name) => name is not null && Registered.Contains(name);

    public static bool IsRegisteredKeyType(string? name) => name is Jwk.Rsa or Jwk.Octets or "EC" or "OKP" or "AKP";

    public static bool IsKnown(string name) => Known.ContainsKey(name);

    public static bool Serves(string name, string keyType) => Known.TryGetValue(name, out (string KeyType, string Use) known) && known.KeyType == keyType;

    public static string? UseOf(string name) => Known.TryGetValue(name, out (string KeyType, string Use) known) ? known.Use : null;
}
