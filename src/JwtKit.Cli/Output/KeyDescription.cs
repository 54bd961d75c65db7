using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>What may be said of a key to everyone: never its private members.</summary>
internal static class KeyDescription
{
    /// <summary>As lines for people.</summary>
    /// <param name="key">The key.</param>
    public static IEnumerable<string> Lines(Jwk key)
    {
        yield return $"{(IsSecret(key) ? "Shared secret" : key.HasPrivateMembers ? "RSA private key" : "RSA public key")}, {SizeOf(key)} bits";
        yield return $"  kid         {TerminalText.Text(key.KeyId ?? "none")}";
        yield return $"  alg         {TerminalText.Text(key.Algorithm ?? "any")}";
        yield return $"  use         {TerminalText.Text(key.Use ?? "any")}";

        // That of a secret is a hash of it, from which a short one can be found by trying.
        yield return $"  thumbprint  {(IsSecret(key) ? "not shown: it is a hash of the secret; 'jwtkit key thumbprint' prints it" : key.Thumbprint)}";
    }

    /// <summary>As members of a JSON object.</summary>
    /// <param name="writer">Within an object.</param>
    /// <param name="key">The key.</param>
    public static void Write(Utf8JsonWriter writer, Jwk key)
    {
        writer.WriteString("kty"u8, key.KeyType);
        writer.WriteNumber("size"u8, SizeOf(key));
        WriteLabel(writer, "kid", key.KeyId);
        WriteLabel(writer, "alg", key.Algorithm);
        WriteLabel(writer, "use", key.Use);
        WriteLabel(writer, "thumbprint", IsSecret(key) ? null : key.Thumbprint);
        writer.WriteBoolean("private"u8, key.HasPrivateMembers);
    }

    /// <summary>Whether it is a shared secret, of which nothing is public.</summary>
    /// <param name="key">The key.</param>
    public static bool IsSecret(Jwk key) => key.KeyType == "oct";

    private static int SizeOf(Jwk key)
    {
        if (!IsSecret(key))
        {
            return key.GetPublicKey().KeySize;
        }

        using Secret secret = key.GetSecret();
        return 8 * secret.Length;
    }

    private static void WriteLabel(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
