using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Which way of key management a JWK serves.</summary>
internal static class EncryptionKeyRules
{
    /// <summary>The JWK's own way of key management, or the caller's where it names none.</summary>
    /// <param name="jwk">The key.</param>
    /// <param name="keyManagement">The caller's choice.</param>
    /// <param name="operations">The <c>key_ops</c> of which one is needed, such as <c>wrapKey</c>.</param>
    /// <exception cref="CryptographicException">The key is for something else, or no way of key management is named.</exception>
    public static KeyManagement OfJwk(Jwk jwk, KeyManagement? keyManagement, params ReadOnlySpan<string> operations)
    {
        ArgumentNullException.ThrowIfNull(jwk);
        JwkUse.Require(jwk, JwkAlgorithms.Encryption, operations);
        KeyManagement? own = OwnKeyManagement(jwk);
        KeyManagement chosen = own ?? keyManagement
            ?? throw new CryptographicException("The JWK names no algorithm (\"alg\"); say how it is used, such as KeyManagement.RsaOaep.");
        if (keyManagement is not null && keyManagement != chosen)
        {
            throw new CryptographicException($"The JWK's \"alg\" is {own}, and {keyManagement} was asked for; leave the choice to the key.");
        }

        return chosen.WrapsWithRsa == jwk.PublicKey is not null
            ? chosen
            : throw new CryptographicException($"The JWK is of type {jwk.KeyType}, with which {chosen} does not work; dir needs oct, the others RSA.");
    }

    private static KeyManagement? OwnKeyManagement(Jwk jwk) => jwk.Algorithm is null ? null
        : KeyManagement.TryParse(jwk.Algorithm, out KeyManagement? own) ? own
        : throw new CryptographicException(
            $"The JWK's \"alg\" {(JwkAlgorithms.IsKnown(jwk.Algorithm) ? $"is {jwk.Algorithm}" : "is one that is not supported")}; a key for encryption names one of {string.Join(", ", KeyManagement.All)}, or none.");
}
