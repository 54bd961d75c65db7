using System.Security.Cryptography;

namespace JwtKit.Tests;

/// <summary>RSA keys as the RFCs print them: base64url numbers.</summary>
internal static class RsaNumbers
{
    public static RsaPublicKey PublicKey(string modulus, string exponent)
    {
        using RSA rsa = RSA.Create(new RSAParameters { Modulus = Bytes(modulus), Exponent = Bytes(exponent) });
        return RsaPublicKey.FromPem(rsa.ExportSubjectPublicKeyInfoPem());
    }

    public static RsaPrivateKey PrivateKey(RSAParameters numbers)
    {
        using RSA rsa = RSA.Create(numbers);
        return RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem());
    }

    public static byte[] Bytes(string number) => StrictBase64UrlTests.Decode(number)!;
}
