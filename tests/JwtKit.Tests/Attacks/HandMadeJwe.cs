using System.Buffers.Text;
using System.Security.Cryptography;

namespace JwtKit.Tests;

/// <summary>Encrypted messages made by hand for the key of <see cref="TestKeys"/>, with any header, any wrapped key and any content key.</summary>
internal static class HandMadeJwe
{
    /// <summary>A rightly signed token that <see cref="SamplePolicy"/> accepts.</summary>
    public static byte[] Inside { get; } = RawToken.Utf8(RawToken.WithPayload(RawToken.Payload));

    public static string Header(string algorithm, ContentEncryption content) => $$"""{"alg":"{{algorithm}}","enc":"{{content.Name}}"}""";

    /// <summary>A message whose ciphertext and tag are right under the content key, whatever its wrapped key holds.</summary>
    public static string Make(string header, byte[] encryptedKey, byte[] contentKey, ContentEncryption content, byte[]? plaintext = null)
    {
        byte[] inside = plaintext ?? Inside;
        ContentCipher cipher = content.Cipher;
        byte[] vector = new byte[cipher.VectorLength], tag = new byte[cipher.TagLength], ciphertext = new byte[cipher.CiphertextLength(inside.Length)];
        cipher.Encrypt(contentKey, vector, inside, RawToken.Utf8(RawToken.Encode(header)), ciphertext, tag);
        return Join(header, encryptedKey, vector, ciphertext, tag);
    }

    public static string Join(string header, params byte[][] parts) =>
        RawToken.Encode(header) + "." + string.Join('.', parts.Select(static part => Base64Url.EncodeToString(part)));

    /// <summary>Wraps any bytes, of any length, as the platform does.</summary>
    public static byte[] Wrap(byte[] contentKey, KeyManagement keyManagement) => UseKey(rsa => rsa.Encrypt(contentKey, keyManagement.Padding!));

    /// <summary>The RSA operation alone on a block that the caller has padded, rightly or wrongly.</summary>
    public static byte[] WrapBlock(byte[] block)
    {
        RSAParameters key = UseKey(static rsa => rsa.ExportParameters(includePrivateParameters: false));
        System.Numerics.BigInteger number = System.Numerics.BigInteger.ModPow(Number(block), Number(key.Exponent!), Number(key.Modulus!));
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[key.Modulus!.Length - bytes.Length], .. bytes];
    }

    private static System.Numerics.BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static T UseKey<T>(Func<RSA, T> use)
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(TestKeys.SubjectPublicKeyInfo);
        return use(rsa);
    }
}
