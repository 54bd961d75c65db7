using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit.Tests;

/// <summary>Tokens made by hand from any header and payload, signed by the platform alone, and the parts of finished ones.</summary>
internal static class RawToken
{
    public const string Hs256Header = """{"alg":"HS256","typ":"JWT"}""";
    public const string Rs256Header = """{"alg":"RS256","typ":"JWT"}""";

    /// <summary>A payload that <see cref="SamplePolicy"/> accepts, open at its end for further members.</summary>
    public const string OpenPayload = """{"iss":"cs-1","aud":"orders-api","exp":1767225900""";

    public const string Payload = OpenPayload + "}";

    /// <summary>HMAC-SHA-256 under the sample secret.</summary>
    public static string Hs256(string header, string payload) => Hs256(Utf8(header), Utf8(payload), SampleKeys.SecretBytes);

    public static string Hs256(byte[] header, byte[] payload, byte[] secret)
    {
        string input = Base64Url.EncodeToString(header) + "." + Base64Url.EncodeToString(payload);
        return SignHs256(input, secret);
    }

    /// <summary>Signs text that may be no proper signing input at all.</summary>
    public static string SignHs256(string input, byte[] secret) =>
        input + "." + Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(input)));

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256 under the sample RSA key.</summary>
    public static string Rs256(string header, string payload)
    {
        using RSA rsa = SampleKeys.CreateRsa();
        string input = Encode(header) + "." + Encode(payload);
        byte[] signature = rsa.SignData(Encoding.UTF8.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return input + "." + Base64Url.EncodeToString(signature);
    }

    /// <summary>A rightly signed token whose payload has this one more member.</summary>
    public static string WithMember(string member) => Hs256(Hs256Header, OpenPayload + "," + member + "}");

    /// <summary>A rightly signed token with this header.</summary>
    public static string WithHeader(string header) => Hs256(header, Payload);

    /// <summary>A rightly signed token with this payload.</summary>
    public static string WithPayload(string payload) => Hs256(Hs256Header, payload);

    public static string Encode(string text) => Base64Url.EncodeToString(Utf8(text));

    public static string HeaderOf(string token) => Decode(token.Split('.')[0]);

    public static string PayloadOf(string token) => Decode(token.Split('.')[1]);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Decode(string segment) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(segment));
}
