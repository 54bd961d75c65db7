using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>The usual reason for a wrong signature: one side takes the secret as text, the other decodes it.</summary>
internal static class OtherEncodings
{
    private static readonly (string Name, Func<string, Secret> Decode)[] Encodings =
        [("text", Secret.FromText), ("base64", Secret.FromBase64), ("base64url", Secret.FromBase64Url), ("hex", Secret.FromHex)];

    /// <summary>Which encoding makes the signature right; null for keys that are no secret.</summary>
    /// <param name="token">A signed token with another signature.</param>
    /// <param name="verification">How it was verified.</param>
    public static string? Note(string token, VerificationRequest verification)
    {
        if (verification.SecretText is not { } text)
        {
            return null;
        }

        SignatureAlgorithm algorithm = verification.Keys[0].Algorithm;
        foreach ((string name, Func<string, Secret> decode) in Encodings)
        {
            if (name != verification.SecretEncoding && Verifies(token, text, decode, algorithm))
            {
                return $"This token verifies if the secret is taken as {name}: --secret-encoding {name}.";
            }
        }

        return Verifies(token, text + "\n", Secret.FromText, algorithm)
            ? "This token verifies if the line break at the end of the secret's file is part of the secret: whoever signed it did not take it off."
            : "It is wrong with the secret taken as text, base64, base64url or hex: another secret was used, or the token was changed.";
    }

    private static bool Verifies(string token, string text, Func<string, Secret> decode, SignatureAlgorithm algorithm)
    {
        try
        {
            using Secret secret = decode(text).AllowShort();
            using VerificationKey key = VerificationKey.FromSecret(algorithm, secret);
            return Jws.TryVerify(token, key, out _);
        }
        catch (CryptographicException)
        {
            // The text is not written in this encoding.
            return false;
        }
    }
}
