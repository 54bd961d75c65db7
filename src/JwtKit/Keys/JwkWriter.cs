using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace JwtKit;

/// <summary>Writes JWKs and JWK sets: <c>kty</c>, <c>use</c>, <c>key_ops</c>, <c>alg</c>, <c>kid</c>, then the numbers.</summary>
internal static class JwkWriter
{
    private static readonly string[] NumberNames = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];

    /// <summary>The JSON that is written, with no copy of it left behind but the one that is given.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        ErasingBuffer json = new(1024);
        using Utf8JsonWriter writer = new(json);
        try
        {
            write(writer);
            writer.Flush();
            return Encoding.UTF8.GetString(json.Written);
        }
        finally
        {
            // Only what was flushed is erased, and the writing may have ended in an exception.
            writer.Flush();
            json.Erase();
        }
    }

    public static void WritePublic(Utf8JsonWriter writer, in JwkLabels labels, RsaModulus numbers)
    {
        WriteStart(writer, Jwk.Rsa, labels);
        WriteBytes(writer, NumberNames[0], numbers.Modulus);
        WriteBytes(writer, NumberNames[1], numbers.Exponent);
        writer.WriteEndObject();
    }

    public static void WritePrivate(Utf8JsonWriter writer, in JwkLabels labels, byte[] pkcs8)
    {
        WriteStart(writer, Jwk.Rsa, labels);
        ReadOnlyMemory<byte>[] numbers = Pkcs1Numbers.OfPkcs8(pkcs8);
        for (int i = 0; i < numbers.Length; i++)
        {
            WriteBytes(writer, NumberNames[i], numbers[i].Span);
        }

        writer.WriteEndObject();
    }

    public static void WriteOctets(Utf8JsonWriter writer, in JwkLabels labels, byte[] key)
    {
        WriteStart(writer, Jwk.Octets, labels);
        WriteBytes(writer, "k", key);
        writer.WriteEndObject();
    }

    private static void WriteStart(Utf8JsonWriter writer, string keyType, in JwkLabels labels)
    {
        writer.WriteStartObject();
        writer.WriteString("kty"u8, keyType);
        WriteText(writer, "use", labels.Use);
        if (labels.KeyOperations is { } operations)
        {
            writer.WriteStartArray("key_ops"u8);
            foreach (string operation in operations)
            {
                writer.WriteStringValue(operation);
            }

            writer.WriteEndArray();
        }

        WriteText(writer, "alg", labels.Algorithm);
        WriteText(writer, "kid", labels.KeyId);
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteBytes(Utf8JsonWriter writer, string name, ReadOnlySpan<byte> bytes)
    {
        byte[] encoded = KeyMemory.Allocate(StrictBase64Url.EncodedLength(bytes.Length));
        StrictBase64Url.Encode(bytes, encoded);
        writer.WriteString(name, encoded);
        CryptographicOperations.ZeroMemory(encoded);
    }
}

/// <summary>The SHA-256 thumbprint of a key (RFC 7638 section 3): the hash over its necessary members in alphabetical order, without white space.</summary>
internal static class JwkThumbprint
{
    public static string OfRsa(RsaModulus numbers) =>
        Hash(Encoding.UTF8.GetBytes($$"""{"e":"{{Base64Url.EncodeToString(numbers.Exponent)}}","kty":"RSA","n":"{{Base64Url.EncodeToString(numbers.Modulus)}}"}"""));

    public static string OfOctets(ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> before = "{\"k\":\""u8, after = "\",\"kty\":\"oct\"}"u8;
        int length = StrictBase64Url.EncodedLength(key.Length);
        byte[] json = KeyMemory.Allocate(before.Length + length + after.Length);
        before.CopyTo(json);
        StrictBase64Url.Encode(key, json.AsSpan(before.Length));
        after.CopyTo(json.AsSpan(before.Length + length));
        string thumbprint = Hash(json);
        CryptographicOperations.ZeroMemory(json);
        return thumbprint;
    }

    private static string Hash(byte[] json) => Base64Url.EncodeToString(SHA256.HashData(json));
}
