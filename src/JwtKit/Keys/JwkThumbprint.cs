using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>The SHA-256 thumbprint of a key (RFC 7638 section 3): the hash over its necessary members in alphabetical order, without white space.</summary>
internal static class JwkThumbprint
{
    public static string OfRsa(RsaShape shape) =>
        Hash(Encoding.UTF8.GetBytes($$"""{"e":"{{Base64Url.EncodeToString(shape.Exponent)}}","kty":"RSA","n":"{{Base64Url.EncodeToString(shape.Modulus)}}"}"""));

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
