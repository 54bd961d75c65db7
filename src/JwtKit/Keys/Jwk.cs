using System.Text;
using System.Text.Json;

namespace JwtKit;

/// <summary>A JSON Web Key (RFC 7517 section 4) with the public half of an RSA signing key, fit for publishing. Immutable and safe for concurrent use.</summary>
public sealed class Jwk
{
    private readonly RsaPublicKey key;

    internal Jwk(RsaPublicKey key, string algorithm, string? keyId)
    {
        this.key = key;
        Algorithm = algorithm;
        KeyId = keyId;
    }

    /// <summary><c>alg</c>: the one algorithm the key is meant for.</summary>
    public string Algorithm { get; }

    /// <summary><c>kid</c>, if the key has one.</summary>
    public string? KeyId { get; }

    /// <summary>The key as JSON: <c>kty</c>, <c>use</c>, <c>alg</c>, <c>kid</c>, <c>n</c>, <c>e</c>.</summary>
    public string ToJson() => Write(WriteTo);

    /// <summary>The JWK set (RFC 7517 section 5) of these keys, as JSON.</summary>
    /// <param name="keys">The keys to publish.</param>
    public static string SetToJson(IEnumerable<Jwk> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys"u8);
            foreach (Jwk key in keys)
            {
                key.WriteTo(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Algorithm and key id.</summary>
    public override string ToString() => KeyId is null ? $"Jwk ({Algorithm})" : $"Jwk ({Algorithm}, kid {KeyId})";

    private void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kty"u8, "RSA"u8);
        writer.WriteString("use"u8, "sig"u8);
        writer.WriteString("alg"u8, Algorithm);
        if (KeyId is not null)
        {
            writer.WriteString("kid"u8, KeyId);
        }

        writer.WriteString("n"u8, Encode(key.Shape.Modulus));
        writer.WriteString("e"u8, Encode(key.Shape.Exponent));
        writer.WriteEndObject();
    }

    private static string Encode(byte[] number) => System.Buffers.Text.Base64Url.EncodeToString(number);

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(json.ToArray());
    }
}
