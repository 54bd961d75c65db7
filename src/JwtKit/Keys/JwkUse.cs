using System.Collections.Frozen;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Whether a JWK may serve a purpose, and labels for new ones.</summary>
internal static class JwkUse
{
    /// <summary>Refuses a key that says of itself that it is for something else (RFC 7517 sections 4.2 and 4.3). A key that says nothing may serve.</summary>
    /// <param name="jwk">The key.</param>
    /// <param name="use"><c>sig</c> or <c>enc</c>.</param>
    /// <param name="operations">The <c>key_ops</c> of which one must be there, such as <c>sign</c>.</param>
    /// <exception cref="CryptographicException">The purpose contradicts <c>use</c> or <c>key_ops</c>.</exception>
    public static void Require(Jwk jwk, string use, params ReadOnlySpan<string> operations)
    {
        if (FaultOf(jwk, use, operations) is { } fault)
        {
            throw new CryptographicException(fault);
        }
    }

    /// <summary>The same in a sentence; null for a key that may serve.</summary>
    /// <param name="jwk">The key.</param>
    /// <param name="use"><c>sig</c> or <c>enc</c>.</param>
    /// <param name="operations">The <c>key_ops</c> of which one must be there, such as <c>sign</c>.</param>
    public static string? FaultOf(Jwk jwk, string use, params ReadOnlySpan<string> operations)
    {
        if (jwk.Use is { } found && found != use)
        {
            string shown = found is JwkAlgorithms.Signature or JwkAlgorithms.Encryption ? $"is \"{found}\"" : "is of its own making";
            return $"The JWK's \"use\" {shown}; \"{use}\" is needed for this purpose, or no \"use\" at all.";
        }

        foreach (string operation in operations)
        {
            if (jwk.KeyOperations is not { } permitted || permitted.Contains(operation, StringComparer.Ordinal))
            {
                return null;
            }
        }

        return $"The JWK's \"key_ops\" does not permit this purpose; \"{string.Join("\" or \"", operations!)}\" is needed, or no \"key_ops\" at all.";
    }

    /// <summary>The labels of an RSA key that is about to be published or kept.</summary>
    /// <exception cref="ArgumentException">They are unknown or contradict each other.</exception>
    public static JwkLabels LabelsOfRsa(string? keyId, string? algorithm, string? use)
    {
        KeyIdRule.Check(keyId);
        if (algorithm is not null && !JwkAlgorithms.Serves(algorithm, Jwk.Rsa))
        {
            throw new ArgumentException("No RSA algorithm of JwtKit has that name; one such as RS256 or RSA-OAEP is needed, or none.", nameof(algorithm));
        }

        if (use is not null and not JwkAlgorithms.Signature and not JwkAlgorithms.Encryption)
        {
            throw new ArgumentException($"A JWK's use is \"{JwkAlgorithms.Signature}\", \"{JwkAlgorithms.Encryption}\" or left out.", nameof(use));
        }

        return algorithm is not null && use is not null && JwkAlgorithms.UseOf(algorithm) != use
            ? throw new ArgumentException($"{algorithm} is for the use \"{JwkAlgorithms.UseOf(algorithm)}\", not \"{use}\".", nameof(use))
            : new JwkLabels(algorithm, keyId, use, KeyOperations: null);
    }
}

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
