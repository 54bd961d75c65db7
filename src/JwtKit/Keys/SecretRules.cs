using System.Security.Cryptography;

namespace JwtKit;

/// <summary>What a secret must be to serve as a key: as long as the hash for HMAC (RFC 7518 section 3.2), and no key of another kind.</summary>
internal static class SecretStrength
{
    /// <param name="secret">The secret; it is not taken over.</param>
    /// <param name="algorithm">The algorithm's name, for the message.</param>
    /// <param name="hashLength">The length needed, in bytes.</param>
    /// <exception cref="CryptographicException">The secret is too short, or is a key of another kind.</exception>
    public static void Require(Secret secret, string algorithm, int hashLength)
    {
        RequireNoForeignKey(secret, algorithm);
        if (secret.Length < hashLength && !secret.IsShortAllowed)
        {
            throw new CryptographicException(
                $"The secret has {secret.Length} bytes ({secret.Source}); {algorithm} needs at least {hashLength}. "
                + $"Secret.Generate({hashLength}) makes one; a vendor's shorter secret is admitted by Secret.AllowShort(), in configuration by AllowShortSecret.");
        }
    }

    /// <param name="secret">The secret; it is not taken over.</param>
    /// <param name="algorithm">The algorithm's name, for the message.</param>
    /// <exception cref="CryptographicException">The secret is a key of another kind.</exception>
    public static void RequireNoForeignKey(Secret secret, string algorithm)
    {
        if (ForeignKey.Recognize(secret.Peek()) is { } kind)
        {
            // Whoever holds a public key could otherwise sign with it: the text of the key would be the secret.
            throw new CryptographicException(
                $"The secret is {kind}, not a shared secret; {algorithm} needs random bytes that only issuer and receiver know. RSA keys are read by RsaPrivateKey and RsaPublicKey.");
        }
    }
}
