using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace JwtKit;

/// <summary>What a secret must be to serve as an HMAC key: as long as the hash (RFC 7518 section 3.2), and no key of another kind.</summary>
internal static class SecretStrength
{
    /// <param name="secret">The secret; it is not taken over.</param>
    /// <param name="algorithm">The algorithm's name, for the message.</param>
    /// <param name="hashLength">The length needed, in bytes.</param>
    /// <exception cref="CryptographicException">The secret is too short, or is a key of another kind.</exception>
    public static void Require(Secret secret, string algorithm, int hashLength)
    {
        ReadOnlySpan<byte> bytes = secret.Peek();
        if (OtherKindOfKey(bytes) is { } kind)
        {
            // Whoever holds a public key could otherwise sign with it: the text of the key would be the secret.
            throw new CryptographicException(
                $"The secret is {kind}, not a shared secret; {algorithm} needs secret random bytes. RsaPrivateKey and RsaPublicKey read such keys.");
        }

        if (bytes.Length < hashLength && !secret.IsShortAllowed)
        {
            throw new CryptographicException(
                $"The secret has {bytes.Length} bytes ({secret.Source}); {algorithm} needs at least {hashLength}. "
                + $"Secret.Generate({hashLength}) makes one; a vendor's shorter secret is admitted by Secret.AllowShort(), in configuration by AllowShortSecret.");
        }
    }

    private static string? OtherKindOfKey(ReadOnlySpan<byte> bytes)
    {
        if (DerKey.IsWholeKey(bytes))
        {
            return "a key or certificate in DER form";
        }

        string text = Encoding.Latin1.GetString(bytes).Trim();

        // Anywhere: a byte order mark or a quotation mark may stand before it, and its line ends may be gone.
        if (text.Contains("-----BEGIN ", StringComparison.Ordinal))
        {
            return "a key or certificate in PEM form";
        }

        if (IsJwk(text))
        {
            return "a JSON Web Key";
        }

        return IsBase64OfKey(text) ? "the base64 body of a key or certificate" : null;
    }

    private static bool IsBase64OfKey(string text)
    {
        // Every DER key begins with a SEQUENCE, whose base64 begins with M.
        byte[] decoded = new byte[text.Length];
        return text.StartsWith('M')
            && Convert.TryFromBase64String(text, decoded, out int written)
            && DerKey.IsWholeKey(decoded.AsSpan(0, written));
    }

    private static bool IsJwk(string text)
    {
        if (!text.StartsWith('{'))
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.TryGetProperty("kty", out _) || document.RootElement.TryGetProperty("keys", out _);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
